from __future__ import annotations

import subprocess
import sys

import pytest
from streamlit import config

from ui.serve import APP, OPTIONS, command


def test_the_page_is_served_to_this_machine_alone_and_reports_to_nobody() -> None:
    line = command(8123)
    assert line[:5] == [sys.executable, "-m", "streamlit", "run", str(APP)]
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


def test_naming_the_command_does_not_load_streamlit() -> None:
    code = "import sys, ui.serve, ui.worker, ui.highlight; sys.exit('streamlit' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
