"""What a run was made with: code, packages, machine and the contents of the set."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("citedesk", "faiss-cpu", "numpy", "onnxruntime", "pystemmer", "tantivy", "tokenizers")
_PARTS = ("corpus.jsonl*", "queries.jsonl*", "answers.jsonl*", "claims.jsonl*", "qrels/*.tsv")


def versions() -> dict[str, str]:
    """Give the versions of the packages that decide an answer."""
    return {name: version(name) for name in PACKAGES}


def machine() -> dict[str, object]:
    """Say what kind of machine this is; nothing that names it."""
    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
    }


def git() -> dict[str, object]:
    """Give the revision of the code and whether it was changed since; both None outside a checkout."""
    top = Path(__file__).parents[1]
    revision = _git(top, "rev-parse", "HEAD") if (top / ".git").exists() else None
    changes = _git(top, "status", "--porcelain", "--untracked-files=no") if revision else None
    return {"revision": revision, "dirty": None if changes is None else bool(changes)}


def set_digest(folder: Path) -> str:
    """Give the SHA-256 of everything in a set that a run reads: names and contents."""
    return digest(folder, (*article_files(folder), *(path for part in _PARTS for path in sorted(folder.glob(part)))))


def article_files(folder: Path) -> Iterator[Path]:
    """Give the files in which a set's articles stand."""
    yield from sorted(path for path in (folder / "articles").rglob("*") if path.is_file())


def digest(folder: Path, paths: tuple[Path, ...]) -> str:
    """Give the SHA-256 of files by their names under a folder and their contents."""
    whole = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()


def _git(top: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(top), *words], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):  # no git on this machine, or not a checkout of ours
        return None
    return done.stdout.strip()
