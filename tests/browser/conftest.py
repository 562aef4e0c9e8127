"""A served desk with a library of its own, and a browser that may see nothing else."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import network_guard
import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
INSIDE = re.compile(r"(https?|wss?)://127\.0\.0\.1:\d+(/|$)|(data|blob|about):")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium, the system's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("no Chromium found; install it (apt-get install chromium) or name it with CHROMIUM=...")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def settings() -> dict[str, str]:
    """Give what else stands in the environment of the desk; a module that wants a chat model names it here."""
    return {}


@pytest.fixture
def address(tmp_path: Path, settings: dict[str, str]) -> Iterator[str]:
    """Serve the desk over an empty library, and give its address."""
    port = _free_port()
    environment = {**os.environ, **settings, "CITEDESK_HOME": str(tmp_path / "home"), network_guard.LOOPBACK: "1"}
    log = (tmp_path / "log").open("w+", encoding="utf-8")
    line = [sys.executable, "-m", "ui.cli", "ui", "--port", str(port)]
    server = subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    assert server.stdout is not None
    try:
        assert any("URL:" in line for line in server.stdout), (tmp_path / "log").read_text(encoding="utf-8")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=30)  # its last word must find a reader, else it does not end
        log.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give the page, opened; it fails the test that made it ask for anything outside, throw, or open a dialog."""
    outside: list[str] = []
    broken: list[str] = []

    def note(request: Request) -> None:
        if not INSIDE.match(request.url):
            outside.append(request.url)

    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.on("request", note)
    page.on("websocket", lambda opened: None if INSIDE.match(opened.url) else outside.append(opened.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("dialog", lambda dialog: (broken.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda line: broken.append(line.text) if line.type == "error" else None)
    response = page.goto(address)
    assert response is not None and "connect-src 'self'" in response.headers["content-security-policy"]
    yield page
    context.close()
    assert outside == []
    assert broken == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
