"""How often a sentence that cites the wrong place of its article would be shown: `python -m eval.bench.cited_words`.

True sentences of the shipped articles are cited to another place of the same article, four sentences off or more: such
a citation is false and must not be shown. The paraphrases of `eval/sets/paraphrases` are true and should be. Prints,
with exact 95 % intervals, how many of each pass the support check alone and the gate of the chat generator.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from corpus.article import Article, value_of
from corpus.examples import FOLDER
from corpus.read import read
from eval.checked import clopper_pearson
from index.sentence import sentences
from rag.entailment import entail
from rag.entailment.entail import Entailment
from rag.support import Cited, judge
from rag.writing.verify import SHOWN, misplaced

PARAPHRASES = Path(__file__).parents[1] / "sets" / "paraphrases" / "paraphrases.jsonl"
APART = 4
SHORTEST = 40  # characters of a sentence

Pair = tuple[str, Cited]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=400)
    texts = {path.stem: next(iter(read(path))) for path in sorted(FOLDER.glob("*.md"))}
    groups = {"misplaced": list(elsewhere(texts, parser.parse_args().pairs)), "paraphrases": list(true(texts))}
    model = entail.load() if entail.FILE.is_file() else None
    for name, pairs in groups.items():
        for gate, entailment in (("support", None), ("words", None), ("words and entailment", model)):
            passed = sum(passes(pair, gate != "support", entailment) for pair in pairs)
            low, high = clopper_pearson(passed, len(pairs))
            share = passed / len(pairs)
            print(f"{name:12} {gate:21} {passed:3}/{len(pairs)} = {share:.3f}  [{low:.3f}, {high:.3f}]")


def passes(pair: Pair, strict: bool, entailment: Entailment | None) -> bool:
    """Say whether a sentence would be shown with its citation."""
    sentence, cited = pair
    if judge(sentence, (cited,), entailment).support not in SHOWN:
        return False
    return not strict or sentence in cited.quote or not misplaced(sentence, (cited,), entailment)


def elsewhere(texts: dict[str, Article], count: int) -> Iterator[Pair]:
    """Give sentences cited to another place of their article."""
    chance = random.Random(3)
    names = sorted(texts)
    for _ in range(count):
        article = texts[chance.choice(names)]
        spans = [span for span in sentences(article.text, "en", article.body_start) if span[1] - span[0] > SHORTEST]
        said, place = chance.randrange(len(spans)), chance.randrange(len(spans))
        if abs(said - place) >= APART:
            start, end = spans[place]
            cited = _cited(article.text, start, end, value_of(article.title))
            yield " ".join(article.text[slice(*spans[said])].split()), cited


def true(texts: dict[str, Article]) -> Iterator[Pair]:
    """Give the paraphrases with the words that bear them out."""
    for line in PARAPHRASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        quote = row["evidence"]
        text = texts[row["source_id"]].text if row["source_id"] in texts else quote
        yield row["sentence"], _cited(text, text.index(quote), text.index(quote) + len(quote), None)


def _cited(text: str, start: int, end: int, title: str | None) -> Cited:
    return Cited(text[start:end], text, start, end, title)


if __name__ == "__main__":
    main()
