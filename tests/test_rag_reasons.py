"""Reasons with the model that ships, over articles that ship and small ones about other things."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelves import article

from index.embed import load
from index.library import Library
from rag.config import Settings
from rag.desk import Desk

SHIPPED = Path(__file__).parents[1] / "corpus" / "articles"
TOLD = ("why-france-blocked-the-tokyo-office.md", "money-trade-and-the-alliance.md")
OTHERS = {
    "frost": "Frost on three nights in April destroyed half of the grapes in Arbon. Claire Mounier lost hers.\n\n"
    "Insurers refused to pay, because most growers had no cover for frost.",
    "docks": "Dock workers in Port Ellery began a strike on Wednesday. Their union, led by Rosa Meier, demands nine "
    "percent more pay because of inflation.",
    "flood": "An inquiry into the flood of Sundby blames a broken gauge. The inquiry's chair, Judge Maren Falk, said "
    "that the water agency had known of the fault since July.",
    "shop": "The library of Linden now lends drills. The hardware shop of Jan Krull complained to the council, since "
    "he fears for his sales.",
}


@pytest.fixture(scope="module")
def desk(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("reasons")
    settings = Settings.load({"CITEDESK_HOME": str(home), "CITEDESK_MODELS": str(models)}, home)
    shipped = [article(name, (SHIPPED / name).read_text("utf-8")) for name in TOLD]
    with Library.open(home / "library", load(models, settings.model)) as library:
        list(library.add([*shipped, *(article(key, text) for key, text in OTHERS.items())], "c"))
        yield Desk(library, settings)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Why did the insurers refuse to pay?", "frost"),
        ("Why did the hardware shop complain?", "shop"),
        ("Why are dock workers on strike in Port Ellery?", "docks"),
    ],
)
def test_a_reason_comes_from_the_article_that_tells_of_what_is_asked(desk: Desk, question: str, key: str) -> None:
    answer = desk.ask(question)
    assert not answer.abstained
    assert {desk.library.article(one.article_id).key for one in answer.citations} == {key}


def test_reasons_of_several_articles_for_one_thing_are_gathered(desk: Desk) -> None:
    answer = desk.ask("Why did France block the Tokyo office?")
    cited = {desk.library.article(one.article_id).key for one in answer.citations}
    assert len(cited) >= 2 and cited.isdisjoint(OTHERS)
