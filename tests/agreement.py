"""Holds all dialects against each other, and prints Markdown tables.

`python -m tests.agreement --children 40` writes the shipped seeds, and that many children of each operator (of one to
three generations), as a program in every dialect, runs all of them through the door, and compares each with the answer
of the grounded formulation, and the captured model with the grounded one. Exit code 1 where any differs.
"""

import argparse
import math
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from statistics import median

from schemas.blueprint import Blueprint
from schemas.formulation import Formulation
from schemas.solve import ANSWERS, Limits, Solve, SolverName
from tasks.algebra.ground import ground
from tasks.algebra.highs import Answer, solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.check.subject import captured_model
from tasks.procedural.dialects import DIALECTS
from tasks.procedural.dialects.cp_sat import is_whole
from tasks.procedural.dialects.linear_solver import write_linear
from tasks.procedural.operators import OPERATORS, NotApplicable, apply_operator
from tasks.sandbox.door import run_program
from tasks.seed_file import read_seeds

GENERATIONS = 3
LINEAR, CP_SAT = "ortools, linear solver", "ortools, CP-SAT"


@dataclass(frozen=True)
class Problem:
    """A formulation, where it comes from, and its answer without any program."""

    name: str
    formulation: Formulation
    answer: Answer


@dataclass(frozen=True)
class Run:
    """A problem's program in one dialect, and what it did."""

    dialect: str
    problem: Problem
    source: str
    solve: Solve

    def same_answer(self) -> bool:
        """Whether status and objective are the formulation's."""
        found, wanted = self.solve.objective, self.problem.answer.objective
        if self.solve.status is not self.problem.answer.status:
            return False
        return wanted is None or (found is not None and math.isclose(found, wanted, rel_tol=1e-6, abs_tol=1e-6))

    def same_model(self) -> bool:
        """Whether the captured model is the formulation's, up to names and order."""
        model = captured_model(self.solve)
        return model is not None and canonical_hash(model) == canonical_hash(ground(self.problem.formulation))


def seed_problems() -> Iterator[Problem]:
    """The seeds that ship, with their stored answers."""
    for number, seed in enumerate(read_seeds(), start=1):
        if seed.blueprint and seed.status:
            answer = Answer(status=seed.status, objective=seed.objective)
            yield Problem(f"seed {number}, {seed.family}", seed.blueprint.formulation, answer)


def evolved_problems(children: int, seed: int) -> Iterator[Problem]:
    """Children of each operator whose outcome is known."""
    parents = [one.blueprint for one in read_seeds() if one.blueprint]
    for operator in OPERATORS:
        for number in range(children):
            rng = Random(f"{seed}/{operator}/{number}")
            try:
                child = descend(operator, parents, number % GENERATIONS, rng)
            except NotApplicable:
                continue
            answer = solve_linear_model(ground(child.formulation))
            if answer.status in ANSWERS:
                yield Problem(f"{operator} {number}, {child.notes[-1]}", child.formulation, answer)


def descend(operator: str, parents: list[Blueprint], before: int, rng: Random) -> Blueprint:
    """A child of one operator, after that many others.

    Raises:
        NotApplicable: one of them finds no place.
    """
    blueprint = rng.choice(parents)
    for name in (*rng.choices(list(OPERATORS), k=before), operator):
        blueprint = apply_operator(name, (blueprint, rng.choice(parents)), rng)
    return blueprint


def programs(problem: Problem) -> Iterator[tuple[str, SolverName, str]]:
    """A problem's programs: dialect, solver and source."""
    for solver, write in DIALECTS.items():
        if solver is not SolverName.ortools:
            yield solver.value, solver, write(problem.formulation)
    yield LINEAR, SolverName.ortools, write_linear(problem.formulation)
    if is_whole(problem.formulation):
        yield CP_SAT, SolverName.ortools, DIALECTS[SolverName.ortools](problem.formulation)


Job = tuple[Problem, str, SolverName, str]


def run_one(job: Job) -> Run:
    """Run one program."""
    problem, dialect, solver, source = job
    return Run(dialect, problem, source, run_program(source, solver, Limits(wall_seconds=60)))


def run_all(problems: list[Problem]) -> list[Run]:
    """Run every program of every problem, one dialect after the other, so that the door's servers stay few."""
    jobs = [(problem, *program) for problem in problems for program in programs(problem)]
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(run_one, sorted(jobs, key=lambda job: job[1])))


def table(runs: list[Run]) -> str:
    """One line a dialect."""
    head = "| dialect | programs | same answer | same model | median characters | median solve, ms |\n"
    lines = [line(name, [run for run in runs if run.dialect == name]) for name in sorted({r.dialect for r in runs})]
    return head + "|---|---|---|---|---|---|\n" + "\n".join(lines)


def line(name: str, runs: list[Run]) -> str:
    """A dialect's line."""
    answers, models = (sum(map(check, runs)) for check in (Run.same_answer, Run.same_model))
    characters = median(len(run.source) for run in runs)
    solve_ms = 1000 * median(run.solve.solve_seconds or 0.0 for run in runs)
    return f"| {name} | {len(runs)} | {answers} | {models} | {characters:.0f} | {solve_ms:.1f} |"


def difference(run: Run) -> str:
    """What a program that does not agree did."""
    wanted = run.problem.answer
    found = f"{run.solve.status.value} {run.solve.objective}, expected {wanted.status.value} {wanted.objective}"
    model = "its model is the formulation's" if run.same_model() else "its model is another"
    return f"- {run.dialect}, {run.problem.name}: {found}; {model}. {run.solve.error or ''}"


def ask() -> argparse.Namespace:
    """Read the flags."""
    parser = argparse.ArgumentParser(prog="python -m tests.agreement", description=__doc__)
    parser.add_argument("--children", type=int, default=40, help="of each operator")
    parser.add_argument("--seed", type=int, default=0, help="of all that is drawn")
    return parser.parse_args()


def main() -> int:
    """Run, compare, print."""
    asked = ask()
    groups: dict[str, Callable[[], Iterator[Problem]]] = {
        "Seeds": seed_problems,
        "Evolved children": lambda: evolved_problems(asked.children, asked.seed),
    }
    failed: list[Run] = []
    for name, problems in groups.items():
        runs = run_all(list(problems()))
        failed += [run for run in runs if not (run.same_answer() and run.same_model())]
        sys.stdout.write(f"{name}\n\n{table(runs)}\n\n")
    sys.stdout.write("\n".join(map(difference, failed)) or "All agree.")
    sys.stdout.write("\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
