from pathlib import Path

import pytest

from corpus.errors import SettingsError
from rag.config import Settings


def test_environment_wins_over_file_over_default(tmp_path: Path) -> None:
    (tmp_path / "citedesk.toml").write_text('max_bytes = 10\nmodel = "from-file"\n')
    settings = Settings.load({"CITEDESK_MODEL": "from-environment", "CITEDESK_HOME": str(tmp_path / "h")}, tmp_path)
    assert (settings.model, settings.max_bytes, settings.max_question_chars) == ("from-environment", 10, 2_000)
    assert settings.home == tmp_path / "h"


def test_file_in_the_home_is_read_where_the_working_folder_has_none(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    (home / "citedesk.toml").write_text("max_bytes = 11\n")
    assert Settings.load({"CITEDESK_HOME": str(home)}, elsewhere).max_bytes == 11


@pytest.mark.parametrize(
    ("environ", "file", "named"),
    [
        ({"CITEDESK_TOPK": "3"}, "", "topk"),
        ({"CITEDESK_MAX_BYTES": "many"}, "", "max_bytes"),
        ({"CITEDESK_MAX_BYTES": "0"}, "", "max_bytes"),
        ({}, "colour = 'red'", "colour"),
        ({}, "max_bytes = = 3", "citedesk.toml"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path: Path, environ: dict[str, str], file: str, named: str) -> None:
    (tmp_path / "citedesk.toml").write_text(file)
    with pytest.raises(SettingsError, match=named):
        Settings.load({"CITEDESK_HOME": str(tmp_path), **environ}, tmp_path)


def test_a_home_that_may_not_be_entered_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", closed)
    with pytest.raises(SettingsError, match=r"cannot be opened \(permission denied\); .*CITEDESK_HOME"):
        Settings.load({"CITEDESK_HOME": str(tmp_path)}, tmp_path)
