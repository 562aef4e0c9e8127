"""Divides the claims sets between training (70 %) and judging: by evidence, so that no text is on both sides.

    python -m eval.train.entailment_split ../shared/data [--write]

Claims that share a claim text, an evidence sentence, a distractor or a cited abstract form one group, and a group goes
to one side whole. The split is committed as ids alone, `eval/train/entailment-split.json`; without `--write` the
command only proves that the committed split is the one it would make.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.rows import rows

SPLIT = Path(__file__).with_name("entailment-split.json")
SETS = ("scifact", "fever-symmetric", "fool-me-twice")
SHARE = 0.7
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of a set with what was given for it; `cluster` names the group whose texts it shares."""

    id: str
    claim: str
    label: str
    evidence: tuple[str, ...]
    distractors: tuple[str, ...]
    cited: tuple[str, ...]
    cluster: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The claims of one set: those a model may see, and those it is judged on."""

    seen: tuple[Claimed, ...]
    judged: tuple[Claimed, ...]


def sides(data: Path, name: str) -> Sides:
    """Give the two sides of a set by the committed split. KeyError where the split does not know a claim."""
    judged = {one: side == "judged" for side, ids in json.loads(SPLIT.read_bytes())[name].items() for one in ids}
    claims = tuple(claimed(data / name))
    return Sides(tuple(c for c in claims if not judged[c.id]), tuple(c for c in claims if judged[c.id]))


def claimed(folder: Path) -> Iterator[Claimed]:
    """Give the claims of a set, each with its cluster."""
    read = [row.fields for row in rows(folder, "claims")]
    for row, cluster in zip(read, clusters([_texts(row) for row in read]), strict=True):
        yield Claimed(
            row["_id"], row["claim"], row["label"],
            tuple(item["text"] for item in row["evidence"]),
            tuple(item["text"] for item in row.get("distractors", ())),
            tuple(row.get("cited_doc_ids", ())), cluster,
        )  # fmt: skip


def clusters(texts: Sequence[Sequence[str]]) -> list[str]:
    """Give for each row the name of its group: rows that share a text, directly or through others, are one group.

    A group is named by the hash of its texts, not by the order of the rows.
    """
    parent: dict[str, str] = {}
    for row in texts:
        for text in row:
            parent.setdefault(text, text)
            parent[_root(parent, text)] = _root(parent, row[0])
    members: dict[str, list[str]] = {}
    for text in sorted(parent):
        members.setdefault(_root(parent, text), []).append(text)
    names = {root: hashlib.sha256("\n".join(held).encode()).hexdigest()[:16] for root, held in members.items()}
    return [names[_root(parent, row[0])] for row in texts]


def divided(claims: Sequence[Claimed]) -> dict[str, list[str]]:
    """Give the ids of both sides: groups in the order of a seeded hash until the seen side holds SHARE."""
    held: dict[str, list[str]] = {}
    for one in claims:
        held.setdefault(one.cluster, []).append(one.id)
    order = sorted(held, key=lambda cluster: hashlib.sha256(f"{SEED} {cluster}".encode()).hexdigest())
    sides: dict[str, list[str]] = {"seen": [], "judged": []}
    for cluster in order:
        fits = len(sides["seen"]) + len(held[cluster]) <= SHARE * len(claims)
        sides["seen" if fits else "judged"] += held[cluster]
    return {side: sorted(ids) for side, ids in sides.items()}


def _texts(row: Mapping[str, Any]) -> list[str]:
    """Give all that a claim must not share with the other side: its own words, its evidence, what else was shown."""
    given = [item["text"] for item in (*row["evidence"], *row.get("distractors", ()))]
    return [row["claim"], *given, *(f"abstract {cited}" for cited in row.get("cited_doc_ids", ()))]


def _root(parent: dict[str, str], text: str) -> str:
    while parent[text] != text:
        parent[text] = parent[parent[text]]
        text = parent[text]
    return text


def main() -> None:
    """Make the split, say its sizes, and write it or prove it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    made = {}
    for name in SETS:
        claims = list(claimed(options.data / name))
        made[name] = divided(claims)
        groups = [claim.cluster for claim in claims]
        largest = max(groups.count(group) for group in set(groups))
        sizes = ", ".join(f"{len(ids)} {side}" for side, ids in made[name].items())
        print(f"{name}: {sizes}, {len(set(groups))} groups, the largest of {largest} claims")
    if options.write:
        SPLIT.write_text(json.dumps(made, indent=0) + "\n", "utf-8")
    elif made != json.loads(SPLIT.read_bytes()):
        raise SystemExit(f"{SPLIT} is not what this command makes of {options.data}")


if __name__ == "__main__":
    main()
