"""How common a word is: counts the sentences each English stem stands in and writes `rag/models/stems.json`.

    python -m eval.train.stems ../shared/data

Counted over the sentences of nli-pairs, the passages of squad2 and of highlights (see `eval/train/manifest.json`).
Stems met in fewer than five sentences are left out: they count as the rarest.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.sentence import sentences
from index.tokens import tokens

OUT = Path(__file__).parents[2] / "rag" / "models" / "stems.json"
FEWEST = 5


def texts(data: Path) -> Iterator[str]:
    """Give every sentence that is counted."""
    with gzip.open(data / "nli-pairs" / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["premise"]
            yield row["hypothesis"]
    for name in ("squad2", "highlights"):
        with gzip.open(data / name / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                yield from (text[start:end] for start, end in sentences(text, "en"))


def main(data: Path) -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(data):
        counts.update(set(tokens(text, "en")))
        total += 1
    kept = {stem: count for stem, count in sorted(counts.items()) if count >= FEWEST}
    OUT.write_text(
        json.dumps({"sentences": total, "frequency": kept}, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
    print(f"{total} sentences, {len(kept)} stems kept of {len(counts)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
