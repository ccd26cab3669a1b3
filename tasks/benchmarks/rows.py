"""Reads the rows of a benchmark as items, whatever the fields are called."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from schemas.benchmark_item import BenchmarkItem
from schemas.benchmark_spec import FieldNames
from tasks.benchmarks.labels import UnreadableLabel, read_label
from tasks.field_names import OBJECTIVE, STATEMENT, first_named
from tasks.row_file import Row, RowProblem, RowsError, clip, read_rows

ID = ("id", "index", "item_id", "problem_id")
ANSWER = (*OBJECTIVE, "output", "solution")
COMPLETION = (
    "completion",
    "response",
    "output_text",
    "generation",
    "generated",
    "llm_answer",
    "en_math_model_coptpy_code",
)
Numbered = tuple[int, Row | RowProblem]


def find_names(rows: Iterable[Numbered], chosen: FieldNames) -> FieldNames:
    """The fields of a file: those that were chosen, else by the names in use, each from the first row that has one."""
    good = [row for _, row in rows if not isinstance(row, RowProblem)]
    return FieldNames(
        id=chosen.id or first_named(good, ID),
        question=chosen.question or first_named(good, STATEMENT),
        answer=chosen.answer or first_named(good, ANSWER),
        completion=chosen.completion or first_named(good, COMPLETION),
    )


def read_items(
    file: str, rows: list[Numbered], chosen: FieldNames, completions: bool = False
) -> tuple[list[BenchmarkItem], list[RowProblem]]:
    """Items and what is wrong with the other rows; of completions, rows that share id and question are samples.

    Args:
        file: its name, for messages.
        rows: numbered.
        chosen: names of fields that the user gives.
        completions: whether each row must hold a recorded completion.
    """
    names = find_names(rows, chosen)
    items: dict[str, BenchmarkItem] = {}
    problems: list[RowProblem] = []
    for line, row in rows:
        read = row if isinstance(row, RowProblem) else read_item(file, line, row, names, completions)
        if isinstance(read, RowProblem):
            problems.append(read)
        elif (first := items.get(read.id)) is None:
            items[read.id] = read
        elif completions and first.question == read.question:
            items[read.id] = first.model_copy(update={"completions": (*first.completions, *read.completions)})
        else:
            problems.append(wrong(file, line, names.id, read.id, f"line {first.line} has this id, too"))
    return list(items.values()), problems


def read_item(
    file: str, line: int, row: Row, names: FieldNames, completions: bool = False
) -> BenchmarkItem | RowProblem:
    """One row as an item, or what is wrong with it."""
    question, completion = row.get(names.question), row.get(names.completion)
    if not isinstance(question, str) or not question.strip():
        hint = f"give the question under one of {', '.join(STATEMENT)}, or name its field"
        return wrong(file, line, names.question or "question", question, hint)
    if completions and not isinstance(completion, str):
        hint = f"give the completion under one of {', '.join(COMPLETION)}, or name its field"
        return wrong(file, line, names.completion or "completion", completion, hint)
    try:
        label = read_label(unpacked(row.get(names.answer)))
    except UnreadableLabel as error:
        return wrong(file, line, names.answer, row.get(names.answer), str(error))
    own = row.get(names.id) if names.id else None
    return BenchmarkItem(
        id=str(line if own is None else own),
        question=question,
        label=label,
        completions=(completion,) if isinstance(completion, str) else (),
        line=line,
    )


def unpacked(answer: Any) -> Any:
    """An answer that is JSON in a text, or an object that names its objective, as what it holds."""
    if isinstance(answer, str) and answer.strip()[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            answer = json.loads(answer)
    if isinstance(answer, dict) and "objective" in answer:
        return answer["objective"]  # pyright: ignore[reportUnknownVariableType] - JSON of others
    return answer  # pyright: ignore[reportUnknownVariableType] - JSON of others


def wrong(file: str, line: int, field: str, value: object, remedy: str) -> RowProblem:
    """A problem of one row."""
    shown = "(missing)" if value is None else clip(repr(value))
    return RowProblem(file=file, line=line, field=field, value=shown, remedy=remedy)


def folder_rows(folder: Path) -> Iterator[Numbered]:
    """The problems of a folder that has a folder each, with `description.txt` and `sample.json`, as ComplexOR does.

    Raises:
        RowsError: there is none.
    """
    found = sorted(path.parent for path in folder.glob("*/description.txt"))
    if not found:
        raise RowsError(f"{folder} holds no problem; each has a folder of its own with description.txt and sample.json")
    for line, place in enumerate(found, start=1):
        yield line, folder_row(place, line)


def folder_row(place: Path, line: int) -> Row | RowProblem:
    """One problem of such a folder: its words with the data of its first sample."""
    words = (place / "description.txt").read_text(encoding="utf-8", errors="replace").strip()
    try:
        sample = json.loads((place / "sample.json").read_text(encoding="utf-8"))[0]
        data, answer = json.dumps(sample["input"]), sample["output"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        remedy = f"write a list with one object that has input and output ({error})"
        return wrong(f"{place.name}/sample.json", line, "sample", None, remedy)
    return {"id": place.name, "question": f"{words}\n\nData: {data}", "answer": answer}


def file_rows(path: Path) -> list[Numbered]:
    """The rows of a file or of a folder of problems."""
    return list(folder_rows(path) if path.is_dir() else read_rows(path))
