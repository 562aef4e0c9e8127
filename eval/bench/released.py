"""How many sentences known to be false reach the reader, as one JSON object.

    python -m eval.bench.released [--data ../shared/data] [--per-kind 60] [--seed 4] [--form markers|json]
                                  [--structural] [--listed 20]

A scripted model says false sentences, and their true counterparts, citing the sentence they were made from by its right
number; each goes through the shipped way of writing: packed, parsed, checked, sent back once to be mended, released or
withheld; --structural leaves the entailment model out. The pairs are those of `eval.perturb`, up to --per-kind of each
kind from each collection, drawn by another seed than `eval.bench.support` uses. Intervals are exact binomial
(Clopper-Pearson). --listed false sentences that were released are listed of each kind, and as many true ones withheld.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.bench.support import HERE, collections
from eval.perturb import perturb, sample
from eval.released import Told, summary, tell
from eval.scripted import JSON, MARKERS, writer
from rag.config import Settings

FORMS = {"markers": MARKERS, "json": JSON}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    parser.add_argument("--per-kind", type=int, default=60, help="pairs of each kind from each collection, at most")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--form", choices=FORMS, default="markers", help="how the model gives its sentences")
    parser.add_argument("--structural", action="store_true", help="check without the entailment model")
    parser.add_argument("--listed", type=int, default=20, help="sentences of each kind listed")
    options = parser.parse_args()
    report: dict[str, Any] = {"form": options.form, "structural": options.structural, "seed": options.seed}
    everything: list[Told] = []
    for name, told in _collections(options):
        report[name] = summary(told)
        everything += told
    report["all"] = summary(everything)
    report["released"] = [asdict(one) for one in _listed(everything, options.listed, borne_out=False)]
    report["withheld_in_vain"] = [asdict(one) for one in _listed(everything, options.listed, borne_out=True)]
    print(json.dumps(report, ensure_ascii=False, indent=1))


def _collections(options: argparse.Namespace) -> Iterator[tuple[str, list[Told]]]:
    ships = writer(Settings.load(), structural=options.structural)
    for name, articles in collections(options.data):
        pairs = sample(perturb(articles, options.seed), options.per_kind, options.seed)
        yield name, list(tell(pairs, {article.key: article for article in articles}, FORMS[options.form], ships))


def _listed(told: Sequence[Told], most: int, *, borne_out: bool) -> Iterator[Told]:
    wrong = [one for one in told if one.borne_out is borne_out and one.released is not borne_out]
    for kind in sorted({one.kind for one in wrong}):
        yield from [one for one in wrong if one.kind == kind][:most]


if __name__ == "__main__":
    main()
