"""Reads files of rows: JSON Lines, one JSON array, or Parquet."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from schemas.frozen import Frozen

FORMATS = (".jsonl", ".ndjson", ".json", ".parquet")
SURROGATE = "\\ud"
"""How the escape of half a sign begins."""

Row = dict[str, Any]


class RowProblem(Frozen):
    """One thing that is wrong with one row of a file."""

    file: str
    line: int
    """From 1; in a Parquet file or a JSON array the row."""
    field: str
    value: str
    remedy: str

    def __str__(self) -> str:
        """`seeds.jsonl, line 3, objective: 'abc' - give a number`."""
        return f"{self.file}, line {self.line}, {self.field}: {self.value} - {self.remedy}"


class RowsError(ValueError):
    """A file of rows that can't be used; `problems` lists every bad row."""

    def __init__(self, message: str, problems: tuple[RowProblem, ...] = ()) -> None:
        """Keep the message and the list."""
        super().__init__("\n".join([message, *(str(problem) for problem in problems)]))
        self.problems = problems


def read_rows(file: Path) -> Iterator[tuple[int, Row | RowProblem]]:
    """Rows with their numbers; what is no object comes as a problem.

    Raises:
        RowsError: no such file, no known format, or no Parquet.
    """
    if not file.is_file():
        raise RowsError(f"there is no file {file}; give the path of a .jsonl, .json or .parquet file")
    if file.suffix not in FORMATS:
        raise RowsError(f"{file} ends in {file.suffix!r}; rows are read from {', '.join(FORMATS)}")
    if file.suffix == ".parquet":
        yield from parquet_rows(file)
        return
    text = read_text(file)
    if file.suffix == ".json" and (rows := json_array(text)) is not None:
        yield from ((number, object_row(file, number, row)) for number, row in enumerate(rows, start=1))
        return
    for line, words in enumerate(text.split("\n"), start=1):
        if words.strip():
            yield line, json_row(file, line, words)


def read_text(file: Path) -> str:
    """A file's text, with or without a mark of its encoding in front.

    Raises:
        RowsError: it is not UTF-8; to guess at letters would change the words.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        raise RowsError(
            f"{file} is not UTF-8: line {line} holds the byte {byte:#04x}, which can't be read; save it as UTF-8"
        ) from error


def json_array(text: str) -> list[Any] | None:
    """The rows of a file that is one JSON array; None for one that is not: many a .json holds JSON Lines."""
    with suppress(ValueError, RecursionError):
        rows = read_json(text)
        return cast("list[Any]", rows) if isinstance(rows, list) else None
    return None


def parquet_rows(file: Path) -> Iterator[tuple[int, Row]]:
    """Rows of a Parquet file; nulls count as absent."""
    import polars

    try:
        rows = polars.read_parquet(file).to_dicts()
    except (polars.exceptions.PolarsError, OSError) as error:
        raise RowsError(f"{file} is not a Parquet file that can be read: {error}") from error
    for line, row in enumerate(rows, start=1):
        yield line, {name: value for name, value in row.items() if value is not None}


def json_row(file: Path, line: int, text: str) -> Row | RowProblem:
    """One line of JSON Lines as an object."""
    try:
        row = read_json(text)
    except (ValueError, RecursionError) as error:
        remedy = f"not JSON ({error}); write one object a line"
        return RowProblem(file=file.name, line=line, field="line", value=clip(text), remedy=remedy)
    return object_row(file, line, row)


def read_json(text: str) -> Any:
    """What JSON says; half of a sign, which its escapes let through and no file can hold, becomes a question mark.

    Raises:
        ValueError, RecursionError: it is no JSON, or nested too deeply.
    """
    value = json.loads(text)
    if SURROGATE not in text.lower():
        return value
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def object_row(file: Path, line: int, row: Any) -> Row | RowProblem:
    """A row that is an object, or what is wrong with it."""
    if isinstance(row, dict):
        return cast("Row", row)
    remedy = f"this is a {type(row).__name__}; write one object a line"
    return RowProblem(file=file.name, line=line, field="line", value=clip(json.dumps(row)), remedy=remedy)


def clip(text: str, width: int = 80) -> str:
    """A value short enough for a message."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
