"""Problems to ask a policy: of a lake, an export, a benchmark, or OR-Instruct-3K.

OR-Instruct-3K (Huang et al. 2024) holds questions and programs, no answers: a row's answer is what its program comes to
in COPT, where a second solve of its captured model bears it out; the others are left out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from schemas.benchmark_spec import BenchmarkSpec
from schemas.export_spec import ExportSpec
from schemas.policy_problem import PolicyProblem
from schemas.reward import RewardSpec
from schemas.solve import Solve, SolverName, TerminationStatus
from tasks.benchmarks.loading import load
from tasks.export.files import MANIFEST
from tasks.export.forms import ground_truth, label_truth
from tasks.export.selecting import accepted_problems
from tasks.launching.errors import TrainingRefused
from tasks.launching.job import rows_file
from tasks.row_file import Row, RowProblem, read_rows
from tasks.sandbox.door import Door, open_door
from tasks.sandbox.verify import agree
from tasks.scoring.programs import find_program
from tasks.teacher.asking import sections

OR_INSTRUCT = re.compile(r"# Question:\s*(.*?)\s*# Response:", re.DOTALL)
"""The words of a question in ORLM's prompt."""
SPLITS = ("train", "test")


def read_problems(source: str, reward: RewardSpec, held_out: bool = False) -> list[PolicyProblem]:
    """The problems of a source.

    Args:
        source: folder of a lake or an export, a file, or what a benchmark is called.
        reward: how programs run, where answers are to be found by them.
        held_out: whether an export's test split is meant, not what trains.

    Raises:
        TrainingRefused: nothing can be read there.
        RowsError: no such file or benchmark, or bad rows; all are named.
    """
    path = Path(source)
    if (path / MANIFEST).is_file():
        found = list(exported(path, SPLITS[held_out]))
    elif path.is_dir() and (path / "candidates").is_dir():
        found = list(accepted(source))
    elif path.is_file() and (rows := good_rows(path)) and "prompt" in rows[0] and "completion" in rows[0]:
        found = answered(rows, reward)
    else:
        found = list(labelled(source))
    if not found:
        raise TrainingRefused(f"questions = {source!r} holds no question with an answer; name another source")
    return found


def exported(folder: Path, split: str) -> Iterator[PolicyProblem]:
    """The problems of an export, each once, whatever solvers it was exported for."""
    file = rows_file(folder / "verl", split)
    if not file:
        raise TrainingRefused(f"{folder} holds no {split} split in the form verl; export it with --form verl")
    seen: set[str] = set()
    for row in good_rows(Path(file)):
        statement = sections(row["prompt"][-1]["content"])["Problem"].strip()
        if statement not in seen:
            seen.add(statement)
            name = row["extra_info"]["index"].removesuffix(f"-{row['extra_info']['solver']}")
            yield PolicyProblem(id=name, statement=statement, answer=row["reward_model"]["ground_truth"])


def accepted(lake: str) -> Iterator[PolicyProblem]:
    """The accepted problems of a lake."""
    for problem in accepted_problems(ExportSpec(lake=lake)):
        yield PolicyProblem(id=problem.id, statement=problem.statement, answer=ground_truth(problem.objective))


def labelled(source: str) -> Iterator[PolicyProblem]:
    """The items of a benchmark that have a label of one value or outcome."""
    reading = BenchmarkSpec(completions=(source,))  # who answers is no question here, as it is with sets
    for item in load(source, reading).items:
        if (answer := label_truth(item.label)) is not None:
            yield PolicyProblem(id=item.id, statement=item.question, answer=answer)


def answered(rows: Iterable[Row], reward: RewardSpec) -> list[PolicyProblem]:
    """The rows of OR-Instruct-3K whose program comes to an answer that its captured model bears out."""
    door = open_door(reward.door, reward.slots)

    def one(numbered: tuple[int, Row]) -> PolicyProblem | None:
        number, row = numbered
        asked = OR_INSTRUCT.search(row["prompt"])
        program = find_program(row["completion"])
        answer = verified_answer(program, door, reward) if program else None
        statement = asked[1] if asked else row["prompt"].strip()
        return PolicyProblem(id=str(number), statement=statement, answer=answer) if answer else None

    with ThreadPoolExecutor(8) as pool:
        return [problem for problem in pool.map(one, enumerate(rows, start=1)) if problem]


def verified_answer(program: str, door: Door, reward: RewardSpec) -> str | None:
    """What a program for COPT comes to; None where nothing bears it out."""
    solve, again = door.run_verified(program, SolverName.copt, reward.limits)
    if again is None or agree(solve, again) is not True:
        return None
    return answer_of(solve)


def answer_of(solve: Solve) -> str | None:
    """A solve as a label; None: it proves nothing."""
    if solve.status is TerminationStatus.optimal and solve.objective is not None:
        return json.dumps(float(f"{solve.objective:.12g}"))
    return solve.status.value if solve.status in (TerminationStatus.infeasible, TerminationStatus.unbounded) else None


def good_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file that can be read."""
    return [row for _, row in read_rows(path) if not isinstance(row, RowProblem)]
