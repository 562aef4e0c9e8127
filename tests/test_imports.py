"""The arrows between the rooms, and what a question may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "rag", "eval", "ui")  # each may import those before it
SHELVES = {
    "words": (),
    "reading": ("words",),
    "entailment": (),
    "checks": ("words", "reading"),
    "followups": ("words", "reading"),
    "evidence": ("words", "reading"),
    "quotations": ("words", "reading"),
    "verdicts": ("words", "reading", "checks", "entailment"),
    "writing": ("words", "reading", "checks", "followups", "evidence", "entailment", "verdicts"),
    "kept": ("verdicts",),
}  # the folders of rag/, each with those it may import; what stands in rag/ itself puts them together
DESK = ("app", "desk")  # module names of ui/, or their beginnings, in which streamlit may be used
ABSENT_FROM_A_QUESTION = (
    "torch",
    "transformers",
    "sentence_transformers",
    "langchain",
    "langchain_core",
    "langchain_text_splitters",
    "langsmith",
    "streamlit",
    "pandas",
    "pydantic",
    "trafilatura",
    "lxml",
    "pypdfium2",
    "docx",
    "onnx",
    "matplotlib",
    "requests",
    "httpx",
)


MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


@cache
def _statements(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def _imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Every import of a module, those inside functions and TYPE_CHECKING included."""
    for node in _statements(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        else:
            assert node.level == 0, f"{path}:{node.lineno}: write the import out, from the room's name"
            yield str(node.module), node


@each_module
def test_arrows_between_the_rooms_go_one_way(path: Path) -> None:
    own = ROOMS.index(path.relative_to(ROOT).parts[0])
    for name, node in _imports(path):
        room = name.split(".")[0]
        if room in ROOMS:
            assert ROOMS.index(room) <= own, f"{path}:{node.lineno} imports {name}"


@pytest.mark.parametrize("shelf", SHELVES)
def test_arrows_between_the_shelves_of_rag_go_one_way(shelf: str) -> None:
    for path in sorted((ROOT / "rag" / shelf).glob("*.py")):
        for name, node in _imports(path):
            room, _, other = name.partition(".")
            other = other.split(".")[0]
            if room == "rag" and other in SHELVES:
                assert other in (shelf, *SHELVES[shelf]), f"{path}:{node.lineno} imports {name}"


def test_every_shelf_of_rag_is_named() -> None:
    assert {path.parent.name for path in (ROOT / "rag").glob("*/__init__.py")} == set(SHELVES)


@each_module
def test_streamlit_stays_in_the_modules_of_the_desk(path: Path) -> None:
    if any(name.split(".")[0] == "streamlit" for name, _ in _imports(path)):
        assert path.parent == ROOT / "ui"
        assert path.stem.startswith(DESK), f"{path.name} draws: name it after the desk, or draw elsewhere"


@each_module
def test_no_module_can_unpickle(path: Path) -> None:
    for name, node in _imports(path):
        assert name.split(".")[0] not in {"pickle", "shelve", "dill", "joblib", "marshal"}, f"{path}:{node.lineno}"


def _loaded_by(code: str, *arguments: str) -> set[str]:
    """Run code in a process of its own and give the top-level names of everything it imported."""
    tail = f"\nimport sys; print({MARK!r}, *{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code + tail, *arguments], check=True, capture_output=True, text=True)
    return set(done.stdout.rpartition(MARK)[2].split())


MARK = "loaded:"
ENTRANCES = (
    "import corpus.read",
    "import index.library, index.embed, index.split, index.lexical",
    "import rag.desk, rag.config, ui.cli, ui.commands",
)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_importing_an_entrance_loads_nothing_heavy(entrance: str) -> None:
    assert not _loaded_by(entrance) & set(ABSENT_FROM_A_QUESTION)


def test_a_question_answered_by_the_model_loads_nothing_heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    (tmp_path / "a.txt").write_text("The library closed in 2021 because its roof was unsafe.", encoding="utf-8")
    run = "import sys; from ui.cli import main; assert main(sys.argv[1:]) == 0"
    subprocess.run([sys.executable, "-c", run, "ingest", str(tmp_path / "a.txt")], check=True, capture_output=True)
    loaded = _loaded_by(run, "ask", "why did the library close?")
    assert "onnxruntime" in loaded
    assert not loaded & set(ABSENT_FROM_A_QUESTION)
