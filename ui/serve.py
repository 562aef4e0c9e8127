"""How the desk is served: on this machine only, silent to the outside, dressed in its own colours."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import SettingsError

APP = Path(__file__).parent / "app.py"
SERVER = Path(__file__).parent / "desk_server.py"

NAMES = ("127.0.0.1", "localhost")  # the page answers to no other, which defeats DNS rebinding

# Everything stands on the command line, so that it holds in whatever folder citedesk is started.
OPTIONS: dict[str, str] = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.enableStaticServing": "false",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": "127.0.0.1",
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "runner.magicEnabled": "false",
    "theme.font": "sans-serif",
    "theme.headingFont": "serif",
    "theme.baseRadius": "small",
    "theme.light.primaryColor": "#1f4e79",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f4f2ee",
    "theme.light.textColor": "#1d1d1b",
    "theme.light.borderColor": "#dcd8d0",
    "theme.light.sidebar.backgroundColor": "#f4f2ee",
    "theme.light.sidebar.secondaryBackgroundColor": "#ffffff",
    "theme.dark.primaryColor": "#6ea8dc",
    "theme.dark.backgroundColor": "#16181b",
    "theme.dark.secondaryBackgroundColor": "#22262b",
    "theme.dark.textColor": "#e8e5df",
    "theme.dark.borderColor": "#363b42",
    "theme.dark.sidebar.backgroundColor": "#1c1f23",
    "theme.dark.sidebar.secondaryBackgroundColor": "#282d33",
}


def command(port: int, max_bytes: int = 300_000_000) -> list[str]:
    """Give the command that serves the desk on a port; `max_bytes` limits one uploaded file."""
    megabytes = max(1, -(-max_bytes // 2**20))
    options = {**OPTIONS, "server.port": str(port), "server.maxUploadSize": str(megabytes)}
    flags = [f"--{name}={value}" for name, value in options.items()]
    flags += [f"--server.allowedHosts={name}" for name in NAMES]
    return [sys.executable, "-m", "streamlit", "run", str(SERVER), *flags]


def serve(port: int, max_bytes: int = 300_000_000) -> int:
    """Serve the desk until it ends or is interrupted, and give its exit code; KeyboardInterrupt is raised again.

    Uploaded files pass through a folder that is removed here, since a server that ends by a signal removes nothing.
    Raises SettingsError where the port cannot be used.
    """
    _require_free(port)
    with TemporaryDirectory(prefix="citedesk-", ignore_cleanup_errors=True) as scratch:
        environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), scratch)}
        server = subprocess.Popen(command(port, max_bytes), env=environment)
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            code = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            server.wait()
            raise
    return code if code >= 0 else 128 - code


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: one just left is free
        try:
            probe.bind((OPTIONS["server.address"], port))
        except OSError as error:
            raise SettingsError(f"port {port} cannot be used ({error.strerror}); name another with --port") from error
