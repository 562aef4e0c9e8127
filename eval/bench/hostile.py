"""How often hostile articles get their way, as one JSON object.

    python -m eval.bench.hostile [--every 1] [--listed 3] [--structural] [--generator PROVIDER:MODEL]
    python -m ui.hostile ...        with what the page and the terminal draw judged too

`eval.attacked` says what is tried and what is counted.
"""

from __future__ import annotations

import json

from eval.attacked import figures


def main() -> None:
    """Print the figures."""
    print(json.dumps(figures(), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
