"""Nothing leaves the machine: the guard itself, then ingest, ask and the page under it."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import network_guard
import pytest
from fakes import HashEncoder
from streamlit.testing.v1 import AppTest

from ui import desk_backend
from ui.cli import main
from ui.serve import APP

OUTSIDE = ("192.0.2.1", 80)  # TEST-NET-1 (RFC 5737): routed nowhere, should the guard fail
NAME = "example.invalid"

ATTEMPTS: dict[str, Callable[[], object]] = {
    "connect": lambda: _socket().connect(OUTSIDE),
    "connect_ex": lambda: _socket().connect_ex(OUTSIDE),
    "create_connection": lambda: socket.create_connection(OUTSIDE, timeout=1),
    "sendto": lambda: _socket(socket.SOCK_DGRAM).sendto(b"x", OUTSIDE),
    "sendmsg": lambda: _socket(socket.SOCK_DGRAM).sendmsg([b"x"], [], 0, OUTSIDE),
    "getaddrinfo": lambda: socket.getaddrinfo(NAME, 80),
    "gethostbyname": lambda: socket.gethostbyname(NAME),
    "own machine without leave": lambda: _socket().connect(("127.0.0.1", 9)),
}


def _socket(kind: socket.SocketKind = socket.SOCK_STREAM) -> socket.socket:
    opened = socket.socket(socket.AF_INET, kind)
    opened.settimeout(1)
    _OPEN.append(opened)
    return opened


_OPEN: list[socket.socket] = []


@pytest.fixture(autouse=True)
def _close_sockets():
    yield
    while _OPEN:
        _OPEN.pop().close()


@pytest.fixture
def expected_attempts(network_log: Path) -> Callable[[], list[str]]:
    """Read the attempts so far and strike them, since here they are the point."""

    def take() -> list[str]:
        lines = network_log.read_text(encoding="utf-8").splitlines()
        network_log.write_text("", encoding="utf-8")
        return lines

    return take


@pytest.mark.parametrize("way", ATTEMPTS)
def test_every_way_out_is_refused_and_recorded(way: str, expected_attempts: Callable[[], list[str]]) -> None:
    with pytest.raises(network_guard.NetworkAttempt):
        ATTEMPTS[way]()
    assert len(expected_attempts()) == 1


def test_a_swallowed_attempt_in_a_child_process_is_still_recorded(expected_attempts: Callable[[], list[str]]) -> None:
    code = f"import socket\ntry:\n    socket.getaddrinfo({NAME!r}, 80)\nexcept Exception:\n    pass"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert expected_attempts() == [f"socket.getaddrinfo {NAME!r}"]


@pytest.mark.loopback
def test_a_test_with_leave_reaches_its_own_machine_and_no_further(expected_attempts: Callable[[], list[str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]):
        pass
    with pytest.raises(network_guard.NetworkAttempt):
        socket.create_connection(OUTSIDE, timeout=1)
    assert len(expected_attempts()) == 1


def test_an_event_loop_needs_no_leave() -> None:
    assert asyncio.run(asyncio.sleep(0, "done")) == "done"


# --- citedesk under the guard: with the model that ships, on articles that would like to be fetched from

STORY = "The council closed the Harbour Street library in March 2021 because its roof was unsafe, the mayor said."
PAGE = f"""<html lang="en"><head><title>The library closes</title>
<link rel="stylesheet" href="http://example.invalid/a.css"><script src="http://example.invalid/a.js"></script>
<link rel="canonical" href="http://example.invalid/story"></head>
<body><article><h1>The library closes</h1><p>{STORY}</p><img src="http://example.invalid/a.png">
<p>Residents protested outside the town hall; repairs will cost about three million pounds.</p></article></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)  # the guard, and no setting, is what holds
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "story.html").write_text(PAGE, encoding="utf-8")
    (folder / "note.md").write_text(f"![x](http://example.invalid/a.png)\n\n{STORY}\n", encoding="utf-8")
    return folder


def _citedesk(*arguments: str) -> dict[str, object]:
    command = [sys.executable, "-m", "ui.cli", *arguments, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_ingest_and_ask_connect_nowhere(folder: Path) -> None:
    assert len(_citedesk("ingest", str(folder))["added"]) == 2
    assert "roof was unsafe" in str(_citedesk("ask", "why did the council close the library?")["answer"])


@pytest.mark.usefixtures("no_packaged_components")
def test_the_page_connects_nowhere_when_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.shelf.load_encoder", lambda settings: HashEncoder(dimension=256))
    assert main(["ingest", str(folder)]) == 0
    desk_backend.load.clear()
    try:
        page = AppTest.from_file(APP, default_timeout=60).run()
        page.chat_input[0].set_value("why did the council close the library?")
        page.run()
        assert not page.exception
        assert len(page.chat_message) == 2
    finally:
        desk_backend.load.clear()


@pytest.mark.loopback
def test_the_server_of_the_page_speaks_to_its_own_machine_alone(folder: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "ui", "--port", str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        assert any("URL:" in line for line in server.stdout)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/")
        assert connection.getresponse().read()
        connection.close()
    finally:
        server.terminate()
        server.communicate(timeout=60)
