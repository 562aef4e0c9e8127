"""Trains the entailment model: all-MiniLM-L6-v2 as a cross-encoder of three labels, from the pairs of entailment_pairs.

    nice -n 19 python -m eval.train.entailment ../shared/data RUN --minutes 85       # finds the number of steps
    python -m eval.train.entailment ../shared/data RUN --steps 2000 --cooldown 900   # repeats a run of known length

The learning rate rises over WARMUP steps, stays, and falls to nothing over the last `cooldown` steps. With `--minutes`
the fall begins when COOLING of the time is left and takes as many steps as that time gives at the speed so far; both
numbers go into RUN/state.json, and with them as `--steps` and `--cooldown` the run is made again, the same pair by
pair. A run that was stopped goes on from its last checkpoint when the command is given again. What is kept is the
moving average of the weights. RUN/log.jsonl holds the loss on pairs kept out of training.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.train.entailment_batches import batches, load_tokenizer, stream
from eval.train.entailment_model import groups, new_model
from eval.train.entailment_pairs import Material

SEED = 20261122
RATE = 2.5e-5
WARMUP = 120
COOLING = 0.45
SMOOTHING = 0.05
CLIP = 1.0
AVERAGED = 0.99
"""What the moving average keeps of itself at each step."""
EVERY = 120
"""Steps between two checkpoints and two looks at the watched pairs."""


@dataclass(slots=True)
class State:
    """How far a run has come; `steps` and `cooldown` are None until they are known. `seconds` counts time at work."""

    step: int = 0
    seconds: float = 0.0
    steps: int | None = None
    cooldown: int | None = None


def main() -> None:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--cooldown", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, help="pairs of a pass, to try the recipe")
    options = parser.parse_args()
    if (options.minutes is None) == (options.steps is None):
        parser.error("give either --minutes or --steps (with --cooldown)")
    import torch

    torch.set_num_threads(options.threads)
    run = Run(options.run, State(steps=options.steps, cooldown=options.cooldown))
    material = Material.load(options.data)
    train(run, material, options.minutes and options.minutes * 60, options.limit)


class Run:
    """The model in training with its optimizer and average, and the folder in which they are kept."""

    def __init__(self, folder: Path, start: State) -> None:
        import torch

        torch.manual_seed(SEED)
        self.folder = folder
        self.model = new_model()
        self.averaged = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.optimizer = torch.optim.AdamW(groups(self.model), lr=RATE, fused=True)
        self.state = start
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / "state.json").is_file():
            self._resume()

    def save(self) -> None:
        """Write a checkpoint; state.json is replaced last and names the file it belongs to."""
        from safetensors.torch import save_file

        name = f"checkpoint-{self.state.step}.safetensors"
        moments = {
            f"moments.{at}.{key}": held[key].contiguous()
            for at, held in self.optimizer.state_dict()["state"].items()
            for key in ("exp_avg", "exp_avg_sq", "step")
        }
        model = {f"model.{name}": value.contiguous() for name, value in self.model.state_dict().items()}
        save_file({**model, **moments}, self.folder / name)
        save_file(self.averaged, self.folder / f"averaged-{self.state.step}.safetensors")
        part = self.folder / "state.json.part"
        part.write_text(json.dumps(asdict(self.state)) + "\n", "utf-8")
        os.replace(part, self.folder / "state.json")
        for old in self.folder.glob("*.safetensors"):
            if not old.stem.endswith(f"-{self.state.step}"):
                old.unlink()

    def _resume(self) -> None:
        from safetensors.torch import load_file

        self.state = State(**json.loads((self.folder / "state.json").read_bytes()))
        held = load_file(self.folder / f"checkpoint-{self.state.step}.safetensors")
        self.averaged = load_file(self.folder / f"averaged-{self.state.step}.safetensors")
        self.model.load_state_dict({name[6:]: value for name, value in held.items() if name.startswith("model.")})
        packed = self.optimizer.state_dict()
        packed["state"] = {}
        for name, value in held.items():
            if name.startswith("moments."):
                _, at, key = name.split(".")
                packed["state"].setdefault(int(at), {})[key] = value
        self.optimizer.load_state_dict(packed)


def train(run: Run, material: Material, budget: float | None, limit: int | None = None) -> None:
    """Take steps until the schedule ends, with a checkpoint and a look at the watched pairs every EVERY."""
    import torch

    tokenizer = load_tokenizer()
    watched = list(batches(tokenizer, material.watched))
    log = (run.folder / "log.jsonl").open("a", encoding="utf-8", buffering=1)
    log.write(json.dumps({"pid": os.getpid(), "resumed_at": run.state.step}) + "\n")
    loss, last = 0.0, time.monotonic()
    for batch in stream(material, tokenizer, SEED, run.state.step, limit):
        state = run.state
        if state.steps is not None and state.step >= state.steps:
            break
        torch.manual_seed(SEED + state.step)
        loss += _step(run, batch)
        state.step += 1
        state.seconds += (now := time.monotonic()) - last
        last = now
        if state.steps is None and budget is not None and state.seconds >= budget * (1 - COOLING):
            state.cooldown = max(1, int(state.step * COOLING / (1 - COOLING)))
            state.steps = state.step + state.cooldown
        if state.step % EVERY == 0 or state.step == state.steps:
            run.save()
            seen = {"loss": round(loss / EVERY, 4), **watch(run, watched), **asdict(state)}
            log.write(json.dumps(seen) + "\n")
            loss = 0.0


def rate(state: State) -> float:
    """Give the learning rate of a step."""
    risen = min(1.0, (state.step + 1) / WARMUP)
    if state.steps is None or not state.cooldown:
        return RATE * risen
    return RATE * risen * min(1.0, (state.steps - state.step) / state.cooldown)


def watch(run: Run, watched: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Give loss and accuracy of the averaged weights on the watched pairs."""
    import torch

    own = {name: value.detach().clone() for name, value in run.model.state_dict().items()}
    run.model.load_state_dict(run.averaged)
    run.model.eval()
    loss, right, count = 0.0, 0, 0
    with torch.inference_mode():
        for batch in watched:
            logits = run.model(**batch["inputs"]).logits
            loss += torch.nn.functional.cross_entropy(logits, batch["target"], reduction="sum").item()
            right += int((logits.argmax(1) == batch["target"].argmax(1)).sum())
            count += len(logits)
    run.model.load_state_dict(own)
    return {"watched_loss": round(loss / count, 4), "watched_accuracy": round(right / count, 4)}


def _step(run: Run, batch: dict[str, Any]) -> float:
    import torch

    run.model.train()
    for group in run.optimizer.param_groups:
        group["lr"] = rate(run.state)
    logits = run.model(**batch["inputs"]).logits
    loss = torch.nn.functional.cross_entropy(logits, batch["target"], label_smoothing=SMOOTHING)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(run.model.parameters(), CLIP)
    run.optimizer.step()
    run.optimizer.zero_grad()
    kept = min(AVERAGED, (run.state.step + 1) / (run.state.step + 10))
    with torch.no_grad():
        for name, value in run.model.named_parameters():
            if value.requires_grad:
                run.averaged[name].lerp_(value, 1 - kept)
    return float(loss.item())


if __name__ == "__main__":
    main()
