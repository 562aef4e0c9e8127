"""The README tells the truth: every command, option and setting stands in it, and its code runs."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from pathlib import Path

import pytest

from rag.config import Settings
from ui.cli import build_parser, main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    (actions,) = (a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(actions.choices)


@pytest.mark.parametrize("command", commands())
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`citedesk {command}" in README


@pytest.mark.parametrize("command", ["ask", "search", "eval", "ui", "doctor"])
def test_every_option_stands_in_the_readme(command: str) -> None:
    options = {o for action in commands()[command]._actions for o in action.option_strings if o.startswith("--")}
    missing = {option for option in options - {"--help"} if option not in README}
    assert not missing


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_stands_in_the_readme(setting: str) -> None:
    assert f"| `{setting}` | `CITEDESK_{setting.upper()}` |" in README


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEDESK_HOME", str(tmp_path / "home"))
    assert main(["ingest", str(ROOT / "corpus" / "articles")]) == 0
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    scope: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), scope)
    assert scope["answer"].citations  # type: ignore[attr-defined]
