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
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
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

THINGS = ("desk", "chair", "lamp", "shelf", "table", "stool", "bench", "crate", "door", "frame")
MAKERS = ("A joiner", "A workshop", "A firm", "A school", "A prison", "A family")
PROGRAM = """```python
import pulp
m = pulp.LpProblem("p", pulp.Lp{aim})
x = pulp.LpVariable("x", {low}, {high}, "Integer")
y = pulp.LpVariable("y", 0, None, "Integer")
m += {a}*x + {b}*y
m += {c}*x + {d}*y {sign} {e}
m.solve(pulp.PULP_CBC_CMD(msg=0))
print(pulp.value(m.objective))
```"""


@dataclass(frozen=True)
class Problem:
    """One problem of the synthetic language."""

    words: str
    program: str
    objective: int


def make_problem(random: Random) -> Problem:
    """A choice of two products: profit under a limit on hours, or cost above a demand, with a bound on the first."""
    first, second = random.sample(THINGS, 2)
    a, b, c, d = (random.randint(1, 9) for _ in range(4))
    e, bound = random.randint(10, 60), random.randint(1, 4)
    maker = random.choice(MAKERS)
    if random.random() < 0.5:
        words = (
            f"{maker} makes {first}s and {second}s. A {first} earns {a} and takes {c} hours, a {second} earns {b} and "
            f"takes {d}. There are {e} hours, and no more than {bound} {first}s are sold. What is the most profit?"
        )
        low, high, aim, sign = 0, bound, "Maximize", "<="
    else:
        words = (
            f"{maker} buys {first}s and {second}s. A {first} costs {a} and seats {c}, a {second} costs {b} and seats "
            f"{d}. At least {e} must sit, and no fewer than {bound} {first}s are wanted. What is the least cost?"
        )
        low, high, aim, sign = bound, None, "Minimize", ">="
    program = PROGRAM.format(aim=aim, low=low, high=high, a=a, b=b, c=c, d=d, e=e, sign=sign)
    return Problem(words, program, best((a, b, c, d), e, (low, high)))


def best(coefficients: tuple[int, int, int, int], limit: int, bounds: tuple[int, int | None]) -> int:
    """The optimum, by trying every pair."""
    a, b, c, d = coefficients
    low, high = bounds
    firsts = range(low, (limit if high is None else high) + low + 1)
    seconds = range(limit + 1)
    if high is None:
        return min(a * x + b * y for x in firsts for y in seconds if c * x + d * y >= limit)
    return max(a * x + b * y for x in firsts if x <= high for y in seconds if c * x + d * y <= limit)


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


def make_problems(count: int, seed: int) -> list[Problem]:
    """So many different problems."""
    random, found = Random(seed), dict[str, Problem]()
    while len(found) < count:
        problem = make_problem(random)
        found.setdefault(problem.words, problem)
    return list(found.values())


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
    everything = make_problems(max(chosen.problems) + chosen.questions, seed=1)
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
