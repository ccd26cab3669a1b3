"""Questions in verl's form: a chat, the right answer, the solver."""

import json
from pathlib import Path
from typing import Any

from schemas.evaluation_spec import EvaluationSpec
from schemas.frozen import Frozen
from schemas.solve import SolverName
from tasks.launching.errors import TrainingRefused
from tasks.row_file import Row, RowProblem, read_rows
from tasks.trainer.folder import write_whole


class Question(Frozen):
    """What is right."""

    id: str
    solver: SolverName
    answer: str
    """A number, or that there is no best solution."""


def choose_questions(spec: EvaluationSpec, data: str, folder: Path) -> Path:
    """The file of the first so many questions, as JSON Lines in a folder.

    Raises:
        TrainingRefused: there is no such file.
        RowsError: it can't be read.
    """
    source = Path(spec.questions) if spec.questions else test_split(data)
    rows = [row for _, row in read_rows(source) if not isinstance(row, RowProblem)]
    chosen = rows[: spec.most] if spec.most else rows
    path = folder / "questions.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, "".join(f"{as_json(row)}\n" for row in chosen))
    return path


def test_split(data: str) -> Path:
    """The held-out questions of an export."""
    found = [path for kind in ("parquet", "jsonl") if (path := Path(data, "verl", f"test.{kind}")).is_file()]
    if not found:
        raise TrainingRefused(f"{data} holds no test split in the form verl; export it, or name `questions`")
    return found[0]


def read_questions(path: Path) -> list[Question]:
    """What is right for each question of a file."""
    return [question_of(row) for _, row in read_rows(path) if not isinstance(row, RowProblem)]


def question_of(row: Row) -> Question:
    """A row's name, solver and answer."""
    extra: dict[str, Any] = row["extra_info"]
    return Question(id=extra["index"], solver=extra["solver"], answer=row["reward_model"]["ground_truth"])


def as_json(row: Row) -> str:
    """A row as a line."""
    return json.dumps(row, ensure_ascii=False)
