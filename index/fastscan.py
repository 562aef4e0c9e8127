"""Fast approximate search for large libraries: FAISS inverted lists of 4-bit codes, which name candidates to re-score.

It is a derived file: built from the library's own vectors, never needed to be right, gone and rebuilt at will. Vectors
are known by the catalog's refs, so that it outlives the rewriting of segments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import LibraryDamaged
from index.embed import Vectors
from index.files import sync_folder, write_whole
from index.segments import FOLDER
from index.vectors import Ints, Matrix

_DIMENSIONS_PER_CODE = 4
_TRAINING_PER_LIST = 64
_SEED = 20261122
# Share of the lists that are looked into, at least so many, and how deep: `python -m eval.bench.vectors`, 2026-11-22.
_PROBED = 0.6
_PROBED_LEAST = 32
_DEPTH = 3
_DEPTH_LEAST = 200
_CHUNK = 16_384


@dataclass(frozen=True, slots=True)
class Scan:
    """A loaded index over the vectors up to the ref `last_vector`."""

    index: Any
    last_vector: int

    def candidates(self, query: Vectors, limit: int, allowed: NDArray[np.uint8]) -> Ints:
        """Give refs of vectors likely to be among the `limit` nearest, of those whose bit is set in `allowed`."""
        faiss = _faiss()
        selector = faiss.IDSelectorBitmap(allowed)
        probes = max(_PROBED_LEAST, round(_PROBED * self.index.nlist))
        parameters = faiss.SearchParametersIVF(nprobe=probes, sel=selector)
        depth = max(_DEPTH_LEAST, _DEPTH * limit)
        _, found = self.index.search(np.ascontiguousarray(query[None], np.float32), depth, params=parameters)
        refs: Ints = found[0][found[0] >= 0]
        return refs

    def without(self, refs: Ints) -> Scan:
        """Take vectors out, in place, and give what is left."""
        faiss = _faiss()
        self.index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(refs, np.int64)))
        return self


def build(matrix: Matrix, refs: Ints, slots: Ints) -> Scan:
    """Build the index over the vectors `refs`, which stand at `slots`; deterministic."""
    faiss = _faiss()
    lists = max(1, round(len(refs) ** 0.5))
    index = faiss.index_factory(
        matrix.dimension, f"IVF{lists},PQ{_codes(matrix.dimension)}x4fs", faiss.METRIC_INNER_PRODUCT
    )
    sample = np.random.default_rng(_SEED).permutation(len(refs))[: lists * _TRAINING_PER_LIST]
    index.train(matrix.rows(slots[np.sort(sample)]))
    for part in _parts(len(refs)):
        index.add_with_ids(matrix.rows(slots[part]), refs[part])
    return Scan(index, int(refs.max()))


def save(home: Path, name: str, scan: Scan) -> str:
    """Put the index on the disk and give its SHA-256."""
    faiss = _faiss()
    digest = write_whole(home / FOLDER / name, [faiss.serialize_index(scan.index).data.cast("B")])
    sync_folder(home / FOLDER)
    return digest


def load(home: Path, name: str, sha256: str, last_vector: int) -> Scan:
    """Read the index; raises LibraryDamaged when it is not what was written."""
    faiss = _faiss()
    data = (home / FOLDER / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LibraryDamaged(f"{home / FOLDER / name} is not what was written; run `citedesk doctor --repair`")
    return Scan(faiss.deserialize_index(np.frombuffer(data, np.uint8)), last_vector)


def bitmap(refs: Ints, last: int) -> NDArray[np.uint8]:
    """Give a bit for each ref up to `last`, the lowest first: set for those named."""
    bits = np.zeros(last + 1, bool)
    bits[refs] = True
    return np.packbits(bits, bitorder="little")


def _faiss() -> Any:  # noqa: ANN401 - its types do not know what its wrappers accept
    import faiss

    return faiss


def _codes(dimension: int) -> int:
    """Give the number of codes a vector is cut into: one for four dimensions, or what divides them evenly."""
    return next(dimension // width for width in (_DIMENSIONS_PER_CODE, 2, 1) if dimension % width == 0)


def _parts(count: int) -> Iterator[slice]:
    return (slice(at, at + _CHUNK) for at in range(0, count, _CHUNK))
