"""What a cold question imports, and how long that takes.

    python -m eval.bench.imports ["QUESTION"] [--top N]

Runs `citedesk ask` under `-X importtime` on the library of the settings. `whole` counts a module with all that it
pulls in, `own` counts its own body alone. The first of two runs, which may
compile byte code, is not counted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from eval.bench.ask import QUESTION, as_installed


def main() -> None:
    """Print the dearest imports of a question."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.imports")
    parser.add_argument("question", nargs="?", default=QUESTION)
    parser.add_argument("--top", type=int, default=15)
    arguments = parser.parse_args()
    command = [sys.executable, "-X", "importtime", "-m", "ui.cli", "ask", arguments.question, "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=as_installed())
    start = time.perf_counter()
    done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=as_installed())
    seconds = time.perf_counter() - start
    rows = parse(done.stderr.decode())
    print(f"{len(rows)} modules, {sum(own for own, _, _ in rows) / 1000:.0f} ms of {seconds * 1000:.0f} ms in all")
    _table("whole", [(whole, name) for _, whole, name in rows], arguments.top)
    _table("own", [(own, name) for own, _, name in rows], arguments.top)


def _table(title: str, rows: list[tuple[int, str]], top: int) -> None:
    print(f"\n{title + ' ms':>10}  module")
    for microseconds, name in sorted(rows, reverse=True)[:top]:
        print(f"{microseconds / 1000:10.1f}  {name}")


def parse(stderr: str) -> list[tuple[int, int, str]]:
    """Give (own microseconds, whole microseconds, module) of every line that `-X importtime` wrote."""
    rows = []
    for line in stderr.splitlines():
        head, _, rest = line.partition("import time:")
        fields = rest.split("|")
        if not head and len(fields) == 3 and fields[0].strip().isdigit():
            rows.append((int(fields[0]), int(fields[1]), fields[2].strip()))
    return rows


if __name__ == "__main__":
    main()
