"""No process of the suite reaches a network: an audit hook, which code cannot unhook, import around or patch away.

An attempt raises, and is written to the file that `NETWORK_GUARD_LOG` names, so that a swallowed exception or a child
process is found out all the same. `NETWORK_GUARD_LOOPBACK=1` lets a test talk to its own machine.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys

LOG = "NETWORK_GUARD_LOG"
LOOPBACK = "NETWORK_GUARD_LOOPBACK"
# Event -> where its arguments name the peer (https://docs.python.org/3/library/audit_events.html).
# `connect_ex` raises "socket.connect" too.
_PEER = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
}


class NetworkAttempt(RuntimeError):
    """Not an OSError, which network code expects and swallows."""


def install() -> None:
    """Watch this process until it ends."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _PEER:
        return
    peer = arguments[_PEER[event]]
    if _inside(arguments[0], peer) or (os.environ.get(LOOPBACK) == "1" and _own_machine(peer)):
        return
    line = f"{event} {peer!r}"
    if log := os.environ.get(LOG):
        with open(log, "a", encoding="utf-8") as file:
            file.write(line + "\n")
    raise NetworkAttempt(line)


def _inside(sender: object, peer: object) -> bool:
    """Tell a Unix socket, which ends in the file system, and a connected one, which has passed already."""
    return isinstance(sender, socket.socket) and (sender.family == socket.AF_UNIX or peer is None)


def _own_machine(peer: object) -> bool:
    host = peer[0] if isinstance(peer, tuple) else peer
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False
