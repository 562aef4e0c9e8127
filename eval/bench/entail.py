"""How many pairs the entailment model judges a second on one thread, and how long it takes to load.

    python -m eval.bench.entail [--rounds N]

Pairs of some 60 tokens with their special ones, medians over rounds, by the clock and by processor time (which other
work on the machine disturbs less).
"""

from __future__ import annotations

import argparse
import statistics
import time

from rag.entailment.entail_onnx import OnnxEntailment

PREMISE = (
    "The council of the harbour town voted on Tuesday evening, by {} votes to four, to close the old stone bridge for "
    "three weeks, because the flood in spring had washed out the ground beneath two of its pillars"
)
HYPOTHESIS = "The bridge was closed for {} weeks after the flood had damaged its pillars in spring."
PAIRS = 64


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    begun = time.perf_counter()
    model = OnnxEntailment.load(threads=1)
    print(f"loaded in {time.perf_counter() - begun:.2f} s")
    pairs = [(PREMISE.format(number), HYPOTHESIS.format(number)) for number in range(PAIRS)]
    model.score(pairs[:8])
    clock, processor = zip(*(_timed(model, pairs) for _ in range(rounds)), strict=True)
    rates = [PAIRS / statistics.median(times) for times in (clock, processor)]
    print(f"{rates[0]:.0f} pairs a second, {rates[1]:.0f} a processor second")


def _timed(model: OnnxEntailment, pairs: list[tuple[str, str]]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    model.score(pairs)
    return time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    main()
