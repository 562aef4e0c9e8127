"""Whatever ends a write, and whenever: the library answers and is whole, as before it or as after it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import crashes
import pytest
from shelves import article, fill, identity, opened, quick_folder

from index.library import Library

State = tuple[dict[str, tuple[str, ...]], set[str], set[str]]
PATHS = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])


def state(library: Library) -> State:
    """Articles with their versions, and those that each search finds."""
    query = library.encoder.encode(["zebras graze lions rest otters swim herons fish"])[0]
    with library.snapshot() as snapshot:
        dense = snapshot.passages([row for row, _ in snapshot.dense(query, 1000)])
        lexical = snapshot.passages([row for row, _ in snapshot.lexical("zebras lions otters herons", 1000)])
        articles = {record.article_id: record.versions for record in snapshot.articles()}
    return articles, {passage.id for passage in dense}, {passage.id for passage in lexical}


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    with quick_folder() as folder:
        with opened(folder) as library:
            fill(library, crashes.BASE)
        yield folder


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


def _python(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([PATHS, os.environ.get("PYTHONPATH", "")])}
    return subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, **options)


@pytest.mark.parametrize("operation", crashes.OPERATIONS)
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new(base: Path, folder: Path, operation: str) -> None:
    with opened(base) as library:
        before = state(library)
    done = _python(crashes.__file__, str(base), str(folder), operation)
    assert done.stderr == ""
    homes = sorted(folder.iterdir())
    with opened(homes[-1]) as library:
        after = state(library)
    if operation != "repair":
        assert before != after
    seen = []
    for home in homes:
        with opened(home) as library:
            seen.append(state(library))
            assert seen[-1] in (before, after)
            assert library.check() == [], home.name
            if len(seen) % 8 == 0 and seen[-1] == before:
                crashes.OPERATIONS[operation](library)
                assert state(library) == after
                assert library.check() == []
    assert seen[0] == before
    assert seen == [before] * seen.count(before) + [after] * (len(seen) - seen.count(before)) or before == after
    assert len(homes) > 5


_ENDLESS = """
import sys
from pathlib import Path
from shelves import opened, fill, article, identity
with opened(Path(sys.argv[1])) as library:
    print("ready", flush=True)
    for n in range(10_000):
        fill(library, [article(f"k{n % 5}", f"Zebra number {n}. " * (n % 40 + 1)), article(f"n{n}", f"Otter {n}.")])
        if n % 3 == 2:
            library.remove(identity(f"n{n - 1}"))
"""


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_at_any_moment_leaves_a_whole_library(base: Path, folder: Path, seed: int) -> None:
    home = folder / "home"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([PATHS, os.environ.get("PYTHONPATH", "")])}
    with subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, str(home)], env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0.2, 1.5))
        child.kill()
    with opened(home) as library:
        assert library.check() == []
        assert kept_together(library)


def kept_together(library: Library) -> bool:
    articles, dense, lexical = state(library)
    with library.snapshot() as snapshot:
        return len(articles) == snapshot.count()[0] and dense >= lexical


_FILL = """
import resource, sys
from pathlib import Path
from shelves import opened, fill, article
from corpus.errors import CitedeskError
with opened(Path(sys.argv[1])) as library:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        for n in range(250):
            texts = [f"Zebra number {n} {m}. " * 200 for m in range(5)]
            fill(library, [article(f"k{n}{m}", text, raw=bytes([n, m])) for m, text in enumerate(texts)])
    except CitedeskError as error:
        print(type(error).__name__, str(error))
"""


@pytest.mark.parametrize("limit", [2_000, 40_000, 260_000])
def test_a_full_disk_is_told_in_one_line_and_loses_nothing(base: Path, folder: Path, limit: int) -> None:
    home = folder / "home"
    with opened(home) as library:
        fill(library, [article("a", "Herons fish.")])
    done = _python("-c", _FILL, str(home), str(limit))
    assert done.stderr == ""
    assert done.stdout.startswith("NoSpace ") and done.stdout.count("\n") == 1
    with opened(home) as library:
        assert library.check() == []
        assert identity("a") in {record.article_id for record in library.articles()}
        assert library.count()[0] % 5 == 1
        fill(library, [article("z", "Lions rest.")])
        assert library.check() == []
