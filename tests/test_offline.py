"""Nothing leaves the machine: the guard itself, then ingest, ask and the page under it."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import network_guard
import pytest

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
