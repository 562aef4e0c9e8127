from __future__ import annotations

import asyncio
import signal
import socket
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from corpus.errors import SettingsError
from ui import serve
from ui.desk_server import POLICY, Sealed
from ui.serve import OPTIONS, SERVER, command

ROOT = Path(__file__).parents[1]


def test_the_page_is_served_to_this_machine_alone_and_reports_to_nobody() -> None:
    line = command(8123)
    assert line[:5] == [sys.executable, "-m", "streamlit", "run", str(SERVER)]
    for flag in (
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
        "--server.port=8123",
        "--server.maxUploadSize=287",
    ):
        assert flag in line


@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_is_one_that_streamlit_knows(name: str) -> None:
    assert name in config.get_config_options(force_reparse=False)


def test_an_upload_limit_below_a_megabyte_still_lets_one_through() -> None:
    assert "--server.maxUploadSize=1" in command(1, max_bytes=10)


def test_serving_gives_the_exit_code_and_leaves_no_upload_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    code = f"import tempfile, pathlib, sys; pathlib.Path({str(told)!r}).write_text(tempfile.mkdtemp()); sys.exit(3)"
    monkeypatch.setattr(serve, "command", lambda port, max_bytes: [sys.executable, "-c", code])
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # the test's own process keeps its handlers
    assert serve.serve(_free_port()) == 3
    upload = Path(told.read_text())
    assert upload.parent.name.startswith("citedesk-")
    assert not upload.parent.exists()


def test_a_port_that_is_taken_is_said_with_its_remedy() -> None:
    said = r"port \d+ cannot be used .*; name another with --port"
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingsError, match=said):
        serve.serve(taken.getsockname()[1])


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def test_streamlit_started_by_hand_in_this_folder_is_set_the_same_way() -> None:
    written = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert dict(_flat(written)) == OPTIONS


def _flat(table: dict[str, object], prefix: str = ""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value).lower() if isinstance(value, bool) else value


def test_every_response_forbids_the_browser_to_reach_anything_but_this_server() -> None:
    sent: list[dict[str, object]] = []

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-own", b"1")]})
        await send({"type": "http.response.body", "body": b"page"})

    async def send(message) -> None:
        sent.append(message)

    asyncio.run(Sealed(app)({"type": "http"}, None, send))
    headers = dict(sent[0]["headers"])
    assert headers[b"content-security-policy"].decode() == POLICY
    assert headers[b"referrer-policy"] == b"no-referrer"
    assert headers[b"x-own"] == b"1"
    assert sent[1]["body"] == b"page"
    policy = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert policy["default-src"] == "'none'"
    assert not any("http" in sources or "*" in sources for sources in policy.values())
