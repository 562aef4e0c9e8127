"""Vector segments: immutable files of float32 rows, with a float16 file of sentence rows beside them, memory-mapped."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryDamaged
from index.embed import Vectors
from index.files import file_sha256, sync_folder, write_whole

FOLDER = "vectors"
_ROW = np.dtype("<f4")
_SENTENCE = np.dtype("<f2")


@dataclass(frozen=True, slots=True)
class Segment:
    """What the catalog knows of a segment: how many passage and how many sentence vectors it holds."""

    ref: int
    dimension: int
    rows: int
    sentences: int

    def path(self, home: Path) -> Path:
        """Name the file of passage vectors."""
        return home / FOLDER / f"{self.ref:08d}.f32"

    def sentence_path(self, home: Path) -> Path:
        """Name the file of sentence vectors."""
        return home / FOLDER / f"{self.ref:08d}.f16"


@dataclass(frozen=True, slots=True)
class Checksums:
    """SHA-256 of the two files of a segment, in hex."""

    rows: str
    sentences: str


def write_segment(home: Path, segment: Segment, rows: Vectors, sentences: Vectors) -> Checksums:
    """Write the files of a segment and put them on the disk: call it before the commit that names the segment."""
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    first = write_whole(segment.path(home), [np.ascontiguousarray(rows, _ROW).data.cast("B")])
    second = write_whole(segment.sentence_path(home), [np.ascontiguousarray(sentences, _SENTENCE).data.cast("B")])
    sync_folder(folder)
    return Checksums(first, second)


def open_rows(home: Path, segment: Segment) -> NDArray[np.float32]:
    """Map the passage vectors of a segment, shape `(rows, dimension)`."""
    mapped: NDArray[np.float32] = _mapped(segment.path(home), _ROW, (segment.rows, segment.dimension))
    return mapped


def open_sentences(home: Path, segment: Segment) -> NDArray[np.float16]:
    """Map the sentence vectors of a segment, shape `(sentences, dimension)`."""
    mapped: NDArray[np.float16] = _mapped(
        segment.sentence_path(home), _SENTENCE, (segment.sentences, segment.dimension)
    )
    return mapped


def damaged_segments(home: Path, connection: sqlite3.Connection) -> dict[int, str]:
    """Give the refs of the segments whose files are not what was written, each with what is wrong."""
    found: dict[int, str] = {}
    for ref, *checksums in connection.execute("SELECT ref, sha256, sentences_sha256 FROM segments"):
        segment = Segment(ref, 0, 0, 0)
        for path, sha256 in zip((segment.path(home), segment.sentence_path(home)), checksums, strict=True):
            if sha256 is not None and not path.exists():
                found[ref] = f"{path} is missing"
            elif sha256 is not None and file_sha256(path) != sha256:
                found[ref] = f"{path} is not what was written"
    return found


def _mapped(path: Path, kind: np.dtype[Any], shape: tuple[int, int]) -> NDArray[Any]:
    if not shape[0]:
        return np.empty(shape, kind)
    try:
        return np.asarray(np.memmap(path, kind, "r", shape=shape))
    except ValueError as error:
        raise LibraryDamaged(f"{path} is too short; run `citedesk doctor --repair`") from error
