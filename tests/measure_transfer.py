"""A solver transfer at a size that processors carry: prints the matrix and the curves as Markdown tables.

`python -m tests.measure_transfer` trains a small model on a careless teacher's programs, and has `optmill transfer` go
on from it: reinforced under COPT, asked for COPT and OR-Tools, adapted to OR-Tools by few samples, with fine-tuning on
the same samples beside; all in a process or two, and started again it goes on where it was. A mechanism check on a
synthetic language, no evidence on large models.
"""

import argparse
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any

from schemas.finetune_spec import FinetuneSpec
from schemas.transfer_spec import TransferSpec
from tasks.calibration.showing import as_table
from tasks.launching.job import write_job
from tasks.launching.training import run_training
from tasks.policy.transfer import write_lines
from tasks.policy.translating import write_translated
from tasks.trainer import folder, metrics
from tests.transfer_model import careless_rows, make_base
from tests.transfer_world import problems, translated

SHARED: dict[str, Any] = {
    "method": "full",
    "precision": "float32",
    "gradient_checkpointing": False,
    "save_every": 10,
    "keep_checkpoints": 1,
    "launch": {"config": "single_cpu"},
}
"""Of all trainings."""
FINETUNE: dict[str, Any] = SHARED | {
    "batch_per_device": 32,
    "accumulate": 1,
    "example_tokens": 256,
    "evaluate_every": 0,
    "log_every": 10,
    "save_every": 100,
}
LIMITS = {"wall_seconds": 10, "memory_mib": 2048}
ANSWER_TOKENS = 64


def learnt(path: Path, pairs: int, epochs: float, seed: int) -> str:
    """The model that all begin from, which learnt from the careless teacher."""
    base, rows = path / "untaught", path / "careless.jsonl"
    if not base.is_dir():
        make_base(base)
    if not rows.is_file():
        write_lines(rows, list(careless_rows(pairs, seed=1)))
    told = FINETUNE | {"data": str(rows), "model": str(base), "output": str(path / "learnt"), "epochs": epochs}
    spec = FinetuneSpec.model_validate(told | {"learning_rate": 3e-3, "seed": seed})
    return run_training(write_job(spec), lambda line: print(line["step"], f"{line['loss']:.4f}", flush=True)).model


def matrix(path: Path, model: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """The fields of the transfer."""
    return {
        "output": str(path / "transfer"),
        "problems": str(path / "problems.jsonl"),
        "train": chosen.train,
        "test": ["copt", "ortools"],
        "samples": chosen.samples,
        "held_out": chosen.held_out,
        "adapt_steps": chosen.adapt_steps,
        "adapt_epochs": 2.0,
        "finetune": FINETUNE | {"epochs": 2.0, "learning_rate": 1e-3, "seed": chosen.seed},
        "reinforce": SHARED
        | {
            "model": model,
            "seed": chosen.seed,
            "questions": "problems",
            "most_steps": chosen.steps,
            "questions_per_step": 16,
            "group": 8,
            "batch_per_device": 128,
            "learning_rate": chosen.learning_rate,
            "answer_tokens": ANSWER_TOKENS,
            "evaluate_every": 10,
            "held_out_questions": 64,
            "reward": {"door": "local", "limits": LIMITS},
            "policy": {"loss": "grpo", "clip_low": 0.2, "clip_high": 0.2, "kl": 1e-3},
        },
        "evaluation": {"door": "local", "limits": LIMITS, "answer_tokens": ANSWER_TOKENS},
    }


def curves(output: Path) -> None:
    """What each reinforcement came to, in fifths of its steps, and at each look at held-out questions."""
    for path in sorted(output.glob(f"*-rl-*/{folder.METRICS}")):
        lines = metrics.read(path)
        solved = [line["solved"] for line in lines if "solved" in line]
        if not solved:
            continue  # fine-tuned from a reinforced one
        looks = [f"{line['held_out_solved']:.2f} ({line['step']})" for line in lines if "held_out_solved" in line]
        print(f"\n{path.parent.name}: {len(solved)} steps, solved by fifths {', '.join(map(str, fifths(solved)))}")
        print(f"held out, by step: {', '.join(looks)}")


def fifths(values: Sequence[float]) -> list[float]:
    """The mean of each fifth."""
    some = max(1, len(values) // 5)
    return [round(fmean(values[at : at + some]), 2) for at in range(0, len(values), some)]


def main() -> None:
    """Train, transfer, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure_transfer", description=__doc__)
    parser.add_argument("--pairs", type=int, default=6400, help="programs of the careless teacher")
    parser.add_argument("--epochs", type=float, default=2.0, help="passes over them")
    parser.add_argument("--problems", type=int, default=840, help="problems of the transfer")
    parser.add_argument("--held-out", type=int, default=200, help="of them, held out")
    parser.add_argument("--samples", type=int, default=200, help="samples of an adaptation; 0: none is made")
    parser.add_argument("--train", nargs="+", default=["copt"], help="solvers to train under")
    parser.add_argument("--steps", type=int, default=40, help="of a reinforcement")
    parser.add_argument("--adapt-steps", type=int, default=20, help="of one that adapts")
    parser.add_argument("--learning-rate", type=float, default=5e-4, help="of reinforcements")
    parser.add_argument("--seed", type=int, default=0, help="of all trainings")
    parser.add_argument("--folder", type=Path, default=Path("bench/transfer"))
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    model = learnt(chosen.folder, chosen.pairs, chosen.epochs, chosen.seed)
    write_translated(chosen.folder / "problems.jsonl", translated(islice(problems(2), chosen.problems), "choice"))
    spec = TransferSpec.model_validate(matrix(chosen.folder, model, chosen))
    # Workers import this module as their main one, so that Prefect is none of its own imports.
    from flows.running import prefect_for, run_flow

    with prefect_for(spec.output):
        from flows.transfer import transfer

        print(f"\n{as_table(run_flow(transfer, spec, True))}")
    curves(Path(spec.output))


if __name__ == "__main__":
    main()
