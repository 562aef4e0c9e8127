"""What a run cost: the time of each stage, and memory."""

from __future__ import annotations

import resource
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from eval.run_folder import Record

QUANTILES = (50, 95, 99)


def cost(records: Mapping[str, Sequence[Record]]) -> dict[str, Any]:
    """Give the peak memory of this process in MB, by part and stage the latency quantiles in milliseconds, and tokens.

    Tokens are those that a chat model read and wrote over the run; without one there are none.
    """
    latency = {part: _latency(mine) for part, mine in records.items()}
    used = [record["usage"] for mine in records.values() for record in mine if record.get("usage")]
    tokens = {name: sum(one[name] for one in used) for name in ("prompt_tokens", "answer_tokens")} if used else None
    return {"peak_memory_mb": _peak_memory(), "latency_ms": latency, "tokens": tokens}


def _latency(records: Sequence[Record]) -> dict[str, dict[str, float]]:
    stages = dict.fromkeys(stage for record in records for stage in record["timings_ms"])
    return {
        stage: _quantiles([r["timings_ms"][stage] for r in records if stage in r["timings_ms"]]) for stage in stages
    }


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    found = np.percentile(values, QUANTILES)
    return {f"p{share}": round(float(value), 3) for share, value in zip(QUANTILES, found, strict=True)}


def _peak_memory() -> float:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return round(kilobytes / 1024, 1)
