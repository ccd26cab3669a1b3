"""How many problems a small model must see: trains one from random weights, and prints a Markdown table.

`python -m tests.learn_problems --problems 100 800 6400` writes problems in words with a program for PuLP, trains the
same tiny model on the first so many of them, by our own trainer at equal steps, has each model answer held-out
problems, and runs its programs through the door. Beside the solve rate stands how many programs are the reference, word
for word: in so small a language a wrong model often has the right optimum. A mechanism check on a synthetic language,
no evidence on large models.
"""
# pyright: basic
# Reason: matplotlib and transformers have few types.

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from schemas.benchmark_spec import BenchmarkSpec
from schemas.finetune_spec import FinetuneSpec
from schemas.round import Interval
from schemas.solve import SolverName
from tasks.begin_benchmark import open_folder
from tasks.benchmark_run import close_run, open_run
from tasks.lake.benchmark_partition import read_scores
from tasks.launching.answering import answering_process, end_idle
from tasks.launching.job import write_job
from tasks.launching.training import run_training
from tasks.publish_benchmark import publish_all
from tasks.score_answers import score_shard
from tasks.survival import wilson
from tests.tasks.trainer.tiny import make_model
from tests.two_products import Problem, different_problems


def chat_row(problem: Problem) -> dict[str, Any]:
    """A problem as a row to train on."""
    return {
        "prompt": [{"role": "user", "content": problem.words}],
        "completion": [{"role": "assistant", "content": problem.program}],
    }


def answered_row(number: int, problem: Problem, completion: str) -> dict[str, Any]:
    """A problem with a model's answer, as a benchmark reads it."""
    told = {"id": f"q{number}", "question": problem.words, "answer": float(problem.objective)}
    return told | {"completion": completion}


def write_rows(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Rows as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def learn(folder: Path, base: Path, problems: Sequence[Problem], steps: int) -> tuple[str, float]:
    """Train the base on some problems; returns the model's folder, and the seconds it took."""
    folder.mkdir(parents=True, exist_ok=True)
    spec = FinetuneSpec.model_validate(
        {
            "data": str(write_rows(folder / "train.jsonl", [chat_row(problem) for problem in problems])),
            "model": str(base),
            "output": str(folder / "model"),
            "method": "full",
            "epochs": 10_000,
            "most_steps": steps,
            "batch_per_device": 32,
            "accumulate": 1,
            "learning_rate": 3e-3,
            "example_tokens": 320,
            "precision": "float32",
            "gradient_checkpointing": False,
            "log_every": 10,
            "save_every": 100,
            "keep_checkpoints": 1,
            "evaluate_every": 0,
            "launch": {"config": "single_cpu"},
        }
    )
    result = run_training(write_job(spec), lambda line: print(line["step"], f"{line['loss']:.4f}", flush=True))
    return result.model, result.seconds


def main() -> None:
    """Run the experiment."""
    parser = argparse.ArgumentParser(description="Solve rate by the number of training problems.")
    parser.add_argument("--problems", type=int, nargs="+", default=[100, 800, 6400])
    parser.add_argument("--steps", type=int, default=260)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path("bench/learn"))
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    run(chosen)


def run(chosen: argparse.Namespace) -> None:
    """Train and ask one model for each number of problems."""
    everything = list(islice(different_problems(seed=1), max(chosen.problems) + chosen.questions))
    held_out, training = everything[: chosen.questions], everything[chosen.questions :]
    texts = [f"{problem.words}\n{problem.program}" for problem in training]
    base = make_model(chosen.folder / "base", texts, chosen.width, chosen.layers)
    rates: dict[int, Interval] = {}
    exact: dict[int, Interval] = {}
    print("| training problems | solved | 95 % interval | exact program | s |\n|---|---|---|---|---|")
    for number in chosen.problems:
        folder = chosen.folder / f"of_{number}"
        model, seconds = learn(folder, base, training[:number], chosen.steps)
        told = ask(model, held_out)
        same = sum(text.strip() == problem.program for text, problem in zip(told, held_out, strict=True))
        rates[number], exact[number] = solved(told, held_out, folder), wilson(same, len(held_out))
        print_row(number, (rates[number], exact[number]), seconds)
    draw({"right optimum": rates, "reference program": exact}, chosen.folder / "learning.png")


def ask(model: str, problems: Sequence[Problem]) -> list[str]:
    """A model's greedy answers, many at a time."""
    process = answering_process(model)
    sampling = {"max_tokens": 200, "temperature": 0.0, "top_p": 1.0, "seed": 0}

    def answer(problem: Problem) -> str:
        return process.ask({"messages": [{"role": "user", "content": problem.words}], **sampling})["text"]

    with ThreadPoolExecutor(64) as pool:
        told = list(pool.map(answer, problems))
    end_idle()
    return told


def solved(answers: Sequence[str], problems: Sequence[Problem], folder: Path) -> Interval:
    """Share of the answers that a benchmark finds right, kept in a lake beside the model."""
    rows = [answered_row(*row) for row in zip(count(), problems, answers, strict=False)]
    file = str(write_rows(folder / "answers.jsonl", rows))
    spec = BenchmarkSpec(completions=(file,), lake=f"{folder}/lake", solvers=(SolverName.pulp,))
    run = open_run(open_folder(spec))
    for shard in range(run.shards):
        score_shard(run, shard)
    scores = read_scores(run.lake, publish_all(run).run)
    close_run(run.folder)
    own = [score for score in scores if score.rule == spec.rule]
    return wilson(sum(score.correct for score in own), len(own))


def print_row(count: int, rates: tuple[Interval, Interval], seconds: float) -> None:
    """A row of the table: solved, and the reference program."""
    rate, exact = rates
    interval = f"{100 * rate.low:.0f} to {100 * rate.high:.0f} %"
    print(f"| {count} | {rate.share:.0%} | {interval} | {exact.share:.0%} | {seconds:.0f} |", flush=True)


def draw(lines: dict[str, dict[int, Interval]], path: Path) -> None:
    """Shares by the number of training problems, with intervals."""
    figure = Figure(figsize=(6, 3.5), layout="constrained")
    axes = figure.subplots()
    for (name, rates), colour in zip(lines.items(), ("#0072b2", "#d55e00"), strict=True):
        counts, found = list(rates), list(rates.values())
        middle = [interval.share for interval in found]
        spread = [[one.share - one.low for one in found], [one.high - one.share for one in found]]
        axes.errorbar(counts, middle, yerr=spread, marker="o", capsize=4, color=colour, label=name)
    axes.set(xscale="log", ylim=(0, 1), xlabel="training problems", ylabel="share of held-out problems")
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    FigureCanvasAgg(figure)
    figure.savefig(path, dpi=120)


if __name__ == "__main__":
    main()
