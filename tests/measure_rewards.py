"""What rewards cost in a step of training, and whether EVOM's answers are the benchmark's: prints two Markdown tables.

`python -m tests.measure_rewards` settles 512 completions, programs of the shipped seeds in the tags, and sets their
time against a step whose generation takes 30 s on 16 cores. Generation is a clock here: only rewards take time.
Programs
wait for no other, so that 16 cores take a sixteenth of the processor seconds of all processes together; beside it
stands the wall time here, which also holds what other work on this machine takes.
"""

import argparse
import json
import os

from schemas.benchmark_spec import AnswerSource
from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, RewardedBatch, RewardName, RewardSpec
from schemas.rollout import Answering, Rollout, Way
from schemas.seed import Seed
from schemas.solve import DoorName, SolverName
from tasks.benchmarks.labels import read_label
from tasks.reward.court import Court
from tasks.scoring.judging import judge
from tasks.scoring.programs import find_program
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import with_solve
from tasks.seed_file import SHIPPED
from tests.mill import ROOT
from tests.processes import cpu_of_family
from tests.tasks.reward.completions import tagged

ORLM = ROOT.parent / "shared" / "data" / "orlm"
GENERATION_SECONDS, CORES, BATCH = 30.0, 16, 512
MOST = 0.1


def seed_completions(count: int) -> list[Completed]:
    """Right completions: the programs of the shipped seeds, in two solvers."""
    seeds = [Seed.model_validate_json(line) for line in SHIPPED.read_text(encoding="utf-8").splitlines()]
    made = [
        Completed(
            question=PolicyQuestion(
                id="seed",
                prompt=(),
                statement=seed.statement,
                solver=program.solver,
                answer="No Best Solution" if seed.objective is None else repr(seed.objective),
            ),
            text=tagged(program.source),
        )
        for seed in seeds
        for program in seed.programs
    ]
    return (made * (count // len(made) + 1))[:count]


def share_of_step(processor_seconds: float) -> tuple[float, float]:
    """Seconds on the step's cores, and their share of the step."""
    scaled = processor_seconds / CORES
    return scaled, scaled / (GENERATION_SECONDS + scaled)


def measure(door: DoorName, count: int) -> None:
    """Time each reward twice; the second batch finds warm servers, as all but the first step's do."""
    cores = len(os.sched_getaffinity(0))
    print(f"{count} completions on {cores} cores; a step of {GENERATION_SECONDS:g} s of generation on {CORES} cores\n")
    print("| reward | paid | wall s here | processor s | s on 16 cores | share of the step | below 10 % |")
    print("|---|---|---|---|---|---|---|")
    for name in (RewardName.evom, RewardName.optmill):
        with Court(RewardSpec(name=name, door=door)) as court:
            court.settle(seed_completions(2 * cores))
            before = cpu_of_family(os.getpid())
            batch = court.settle(seed_completions(count))
            row(name, batch, (cpu_of_family(os.getpid()) - before) * BATCH / count)


def row(name: RewardName, batch: RewardedBatch, taken: float) -> None:
    """A row of the table."""
    scaled, share = share_of_step(taken)
    paid = sum(earned.answer > 0 for earned in batch.rewarded)
    wall = batch.seconds * BATCH / len(batch.rewarded)
    cells = (name.value, f"{paid} of {len(batch.rewarded)}", f"{wall:.1f}", f"{taken:.1f}", f"{scaled:.2f}")
    print(f"| {' | '.join(cells)} | {share:.1%} | {share < MOST} |", flush=True)


def compare(door: DoorName) -> None:
    """EVOM's answers on the published programs, beside the benchmark's strict rule."""
    print("\n| published programs | items | right | the same by the rule |\n|---|---|---|---|")
    for path in sorted(ORLM.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        asked = [question_of(item) for item in rows]
        programs = [find_program(item["completion"]) or "" for item in rows]
        with Court(RewardSpec(name=RewardName.evom, door=door)) as court:
            batch = court.settle(
                [Completed(question=q, text=tagged(program)) for q, program in zip(asked, programs, strict=True)]
            )
            right = [by_rule(court, q, program) for q, program in zip(asked, programs, strict=True)]
        same = sum(earned.answer == told for earned, told in zip(batch.rewarded, right, strict=True))
        print(f"| {path.stem} | {len(rows)} | {sum(right)} | {same} |", flush=True)


def question_of(item: dict[str, object]) -> PolicyQuestion:
    """An item of the published programs."""
    statement, answer = str(item["question"]), str(item["answer"])
    return PolicyQuestion(id=str(item["id"]), prompt=(), statement=statement, solver=SolverName.copt, answer=answer)


def by_rule(court: Court, question: PolicyQuestion, program: str) -> bool:
    """Whether the benchmark's strict rule takes what a program prints."""
    answered = Rollout(
        id=question.id,
        set="orlm",
        item_id=question.id,
        solver=question.solver,
        way=Way.recorded,
        model="",
        answering=Answering(completion=program, program=program),
    )
    solve = court.bench.door.run_program(program, question.solver, court.spec.limits)
    ran = with_solve(answered, solve, values=False)
    return judge(ran, read_label(question.answer), RULES["evom-strict"], AnswerSource.printed)[0]


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description="What rewards cost, and EVOM's beside the benchmark's rule.")
    parser.add_argument("--completions", type=int, default=BATCH)
    parser.add_argument("--door", type=DoorName, default=DoorName.local)
    chosen = parser.parse_args()
    measure(chosen.door, chosen.completions)
    if ORLM.is_dir():
        compare(chosen.door)


if __name__ == "__main__":
    main()
