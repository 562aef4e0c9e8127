"""ONNX Runtime as both models that ship use it: one thread a session, batches side by side, one a core."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, TypeVar

Batch = TypeVar("Batch")
Done = TypeVar("Done")


def open_session(path: Path, level: Literal["ORT_DISABLE_ALL", "ORT_ENABLE_BASIC"], **options: str) -> Any:  # noqa: ANN401
    """Open a graph. `level` is how far it is optimised at every load, `options` are entries under "session."."""
    import onnxruntime

    chosen = onnxruntime.SessionOptions()
    chosen.graph_optimization_level = onnxruntime.GraphOptimizationLevel.__members__[level]
    chosen.intra_op_num_threads = 1
    chosen.log_severity_level = 3
    for name, value in options.items():
        chosen.add_session_config_entry(f"session.{name}", value)
    return onnxruntime.InferenceSession(str(path), chosen, providers=["CPUExecutionProvider"])


def read_tokenizer(file: Path) -> Any:  # noqa: ANN401 - tokenizers has no types
    """Give the tokenizer of a file, cutting and padding nothing by itself."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(file))
    found.no_truncation()
    found.no_padding()
    return found


def cores() -> int:
    """Count the cores this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(run: Callable[[Batch], Done], batches: Sequence[Batch], threads: int) -> Iterator[Done]:
    """Give what `run` makes of each batch, in their order; whoever stops listening calls off those not begun."""
    if len(batches) < 2 or threads == 1:
        yield from map(run, batches)
        return
    with ThreadPoolExecutor(threads) as pool:
        try:
            yield from pool.map(run, batches)
        finally:
            pool.shutdown(cancel_futures=True)
