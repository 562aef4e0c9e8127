"""What every test stands on: no network."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from chat_desk import Ask

GUARD = Path(__file__).parent / "guard"
sys.path.insert(0, str(GUARD))

import network_guard  # noqa: E402

network_guard.install()

# The same examples in every run, so that one commit passes or fails everywhere alike; fresh ones are drawn by
# `pytest --hypothesis-profile=default`.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def network_log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the file in which this process and its children write every attempt to reach a network."""
    log = tmp_path_factory.mktemp("network") / "attempts"
    log.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(network_guard.LOG, str(log))
        patch.setenv("PYTHONPATH", str(GUARD), prepend=os.pathsep)
        yield log


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that holds the embedding model as it is exported for the question path."""
    from index import export

    folder = tmp_path_factory.mktemp("models")
    export.ready(folder)
    return folder


@pytest.fixture(scope="module")
def chat_home() -> Iterator[Path]:
    """Give the home of a small library that chat models answer from."""
    from chat_desk import library_home

    with library_home() as folder:
        yield folder


@pytest.fixture
def ask(chat_home: Path) -> Iterator[Ask]:
    """Give what asks a chat model a question over that library."""
    from chat_desk import asking

    with asking(chat_home) as asked:
        yield asked


@pytest.fixture
def no_packaged_components(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare AppTest the metadata of every installed package, read for components at each page; there are none."""
    from streamlit.components.v2.component_manager import BidiComponentManager

    monkeypatch.setattr(BidiComponentManager, "discover_and_register_components", lambda self, **_: None)


@pytest.fixture(autouse=True)
def offline(request: pytest.FixtureRequest, network_log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that, itself or through a child, tried to leave the machine, whatever became of the exception."""
    own_machine = any(request.node.get_closest_marker(name) for name in ("loopback", "browser"))
    monkeypatch.setenv(network_guard.LOOPBACK, "1" if own_machine else "0")
    yield
    attempts = network_log.read_text(encoding="utf-8").splitlines()
    network_log.write_text("", encoding="utf-8")
    assert not attempts, f"the network was tried: {attempts}"
