"""How much of the article, and how little else, is read out of saved web pages.

    python -m eval.bench.web_pages FOLDER [--seed N] [--worst N] [--dates N]

FOLDER holds `ground-truth.json` and `html/ID.html.gz`, as in scrapinghub/article-extraction-benchmark, whose metric
this is: multisets of 4-token shingles; true and false positives and false negatives of a page divided by their sum;
precision and recall the means over pages; F1 of those two. Prints trafilatura alone, citedesk's reader, and the paired
difference with its bootstrap interval, as JSON. `--worst` lists the pages that lose most, `--dates` prints what the
reader found as title, authors, publisher and date of N pages beside the page's own evidence, to be checked by hand.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article
from corpus.errors import ReadError
from corpus.read import read_bytes

SHINGLE = 4
ROUNDS = 1_000
EVIDENCE = re.compile(
    r"<meta[^>]+(?:publi|date|time|pubdate|issued)[^>]*>|\"date(?:Published|Modified|Created)\"\s*:\s*\"[^\"]*\"|<time[^>]*>[^<]*",
    re.I,
)
Outcome = tuple[float, float, float]
"""True positives, false positives, false negatives of one page: shares that sum to one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and the article body as a person marked it."""

    name: str
    html: bytes
    truth: str
    url: str


def main() -> None:
    """Measure, and print what was found as JSON."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.web_pages")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--dates", type=int, default=0)
    args = parser.parse_args()
    pages = list(load(args.folder))
    if args.dates:
        print(
            json.dumps(list(stated(random.Random(args.seed).sample(pages, args.dates))), indent=1, ensure_ascii=False)
        )
        return
    ours = [outcome(page.truth, citedesk_text(page)) for page in pages]
    theirs = [outcome(page.truth, trafilatura_text(page)) for page in pages]
    report = {
        "pages": len(pages),
        "citedesk": scores(ours),
        "trafilatura": scores(theirs),
        "f1_difference_ci95": paired(ours, theirs, args.seed),
    }
    if args.worst:
        losers = sorted(zip(pages, ours, theirs, strict=True), key=lambda row: row[1][0])[: args.worst]
        report["worst"] = [{"page": page.name[:12], "ours": a, "theirs": b, "url": page.url} for page, a, b in losers]
    print(json.dumps(report, indent=1))


def load(folder: Path) -> Iterator[Page]:
    """Give the pages in the order of the truth file."""
    for name, truth in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        yield Page(
            name,
            gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()),
            truth["articleBody"],
            truth["url"],
        )


def citedesk_article(page: Page) -> Article | None:
    """Give what the reader makes of the page, None where it refuses it."""
    try:
        return next(iter(read_bytes("page.html", page.html)))
    except ReadError:
        return None


def citedesk_text(page: Page) -> str:
    """Give the article text by citedesk's reader."""
    article = citedesk_article(page)
    return article.text if article is not None else ""


def trafilatura_text(page: Page) -> str:
    """Give the article text by trafilatura alone, comments left out as the benchmark does."""
    import trafilatura

    return trafilatura.extract(page.html, include_comments=False) or ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four tokens; a shorter text is one run."""
    tokens = re.findall(r"\w+", text)
    runs = (tuple(tokens[at : at + SHINGLE]) for at in range(max(1, len(tokens) - SHINGLE + 1)))
    return Counter(run for run in runs if run)


def outcome(truth: str, found: str) -> Outcome:
    """Give the page's shares of true positives, false positives and false negatives."""
    true, got = shingles(truth), shingles(found)
    counts = ((true & got).total(), (got - true).total(), (true - got).total())
    total = sum(counts)
    return (counts[0] / total, counts[1] / total, counts[2] / total) if total else (0.0, 0.0, 0.0)


def scores(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Give F1, precision and recall, each in [0, 1], higher is better."""
    precision = statistics.mean(tp / (tp + fp) for tp, fp, _ in outcomes if tp + fp > 0)
    recall = statistics.mean(tp / (tp + fn) for tp, _, fn in outcomes if tp + fn > 0)
    return {
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "p": round(precision, 4),
        "r": round(recall, 4),
    }


def paired(ours: Sequence[Outcome], theirs: Sequence[Outcome], seed: int) -> list[float]:
    """Give the 95 % bootstrap interval of our F1 minus theirs, pages drawn together."""
    dice = random.Random(seed)
    draw: Callable[[], list[int]] = lambda: dice.choices(range(len(ours)), k=len(ours))  # noqa: E731
    differences = []
    for _ in range(ROUNDS):
        drawn = draw()
        differences.append(scores([ours[at] for at in drawn])["f1"] - scores([theirs[at] for at in drawn])["f1"])
    cuts = statistics.quantiles(differences, n=40)
    return [round(cuts[0], 4), round(cuts[-1], 4)]


def stated(pages: Sequence[Page]) -> Iterator[dict[str, object]]:
    """Give, page by page, what the reader found and the page's own evidence of its date."""
    for page in pages:
        article = citedesk_article(page)
        yield {
            "page": page.name[:12],
            "url": page.url,
            "title": article and article.title and str(article.title.value),
            "authors": article and article.authors,
            "publisher": article and article.publisher and article.publisher.value,
            "published": article and article.published and (article.published.value, str(article.published.origin)),
            "evidence": sorted(
                {" ".join(hit.split())[:160] for hit in EVIDENCE.findall(page.html.decode("utf-8", "replace"))}
            )[:14],
        }


if __name__ == "__main__":
    main()
