"""The arrows between the rooms, and what a question may load."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "rag", "eval", "ui")  # each may import those before it
SHELVES = {
    "rag": {
        "words": (),
        "reading": ("words",),
        "entailment": (),
        "checks": ("words", "reading"),
        "followups": ("words", "reading"),
        "evidence": ("words", "reading", "entailment"),
        "quotations": ("words", "reading"),
        "verdicts": ("words", "reading", "checks", "entailment"),
        "writing": ("words", "reading", "checks", "followups", "evidence", "entailment", "verdicts"),
        "kept": ("verdicts",),
    },
    "eval": {
        "measures": (),
        "reporting": ("measures",),
        "attacks": (),
        "falsehoods": (),
        "bench": ("measures", "reporting", "attacks", "falsehoods"),
        "train": ("measures",),
    },
}  # the folders of a room, each with those it may import; what stands in the room itself puts them together
EACH_SHELF = [(room, shelf) for room, shelves in SHELVES.items() for shelf in shelves]
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
CHECKS = {"rag.checks", "rag.verdicts", "rag.quotations"}  # a question without a chat model has no use for them


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


@pytest.mark.parametrize(("room", "shelf"), EACH_SHELF)
def test_arrows_between_the_shelves_of_a_room_go_one_way(room: str, shelf: str) -> None:
    shelves = SHELVES[room]
    for path in sorted((ROOT / room / shelf).glob("*.py")):
        for name, node in _imports(path):
            whose, _, other = name.partition(".")
            other = other.split(".")[0]
            if whose == room and other in shelves:
                assert other in (shelf, *shelves[shelf]), f"{path}:{node.lineno} imports {name}"


@pytest.mark.parametrize("room", SHELVES)
def test_every_shelf_of_a_room_is_named(room: str) -> None:
    assert {path.parent.name for path in (ROOT / room).glob("*/__init__.py")} == set(SHELVES[room])


@pytest.mark.parametrize("shelf", [shelf for shelf in SHELVES["eval"] if shelf not in ("bench", "train")])
def test_every_shelf_of_the_evaluation_is_installed(shelf: str) -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    assert f"eval.{shelf}" in listed["find"]["include"]


@each_module
def test_what_is_installed_does_without_what_is_run_by_hand(path: Path) -> None:
    by_hand = ("eval.bench", "eval.train")
    if path.parent in (ROOT / "eval" / "bench", ROOT / "eval" / "train"):
        return
    for name, node in _imports(path):
        assert not name.startswith(by_hand), f"{path}:{node.lineno} imports {name}, which is not installed"


def test_no_module_imports_itself_in_a_circle() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    graph = {module: _modules_of(path) & set(modules) - {module} for module, path in modules.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def _modules_of(path: Path) -> set[str]:
    """Give what a module imports at its top, a name out of a package being perhaps a module of it."""
    top = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ImportFrom)]
    return {name for node in top for name in (str(node.module), *(f"{node.module}.{one.name}" for one in node.names))}


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
    """Run code in a process of its own and give the names of all that it imported, in full and at the top level."""
    tail = f"\nimport sys; print({MARK!r}, *{{part for name in sys.modules for part in (name.split('.')[0], name)}})"
    done = subprocess.run([sys.executable, "-c", code + tail, *arguments], check=True, capture_output=True, text=True)
    return set(done.stdout.rpartition(MARK)[2].split())


MARK = "loaded:"
ENTRANCES = (
    "import corpus.read",
    "import index.library, index.embed, index.split, index.lexical",
    "import rag.desk, rag.config, ui.cli, ui.commands, ui.serve, ui.worker, ui.highlight",
    "from rag.entailment import entail; entail.load().score([('A dog runs.', 'A dog moves.')])",
)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_an_entrance_loads_nothing_heavy(entrance: str) -> None:
    assert not _loaded_by(entrance) & set(ABSENT_FROM_A_QUESTION)


def test_a_question_answered_by_the_model_loads_nothing_heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    (tmp_path / "a.txt").write_text("The library closed in 2021 because its roof was unsafe.", encoding="utf-8")
    run = "import sys; from ui.cli import main; assert main(sys.argv[1:]) == 0"
    subprocess.run([sys.executable, "-c", run, "ingest", str(tmp_path / "a.txt")], check=True, capture_output=True)
    loaded = _loaded_by(run, "ask", "why did the library close?")
    assert "onnxruntime" in loaded
    assert not loaded & {*ABSENT_FROM_A_QUESTION, *CHECKS}
