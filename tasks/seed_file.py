"""Reads seeds files, JSON Lines or Parquet, and names every bad row at once."""

import ast
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from schemas.candidate import Candidate, Evidence
from schemas.frozen import Frozen
from schemas.seed import Seed
from schemas.solve import TerminationStatus
from tasks.check.subject import read_formulation
from tasks.difficulty import measure

SHIPPED = Path(__file__).parent / "seeds" / "seeds.jsonl"
FORMATS = (".jsonl", ".ndjson", ".json", ".parquet")


class RowProblem(Frozen):
    """One thing that is wrong with one row of a seeds file."""

    file: str
    line: int
    """From 1; in a Parquet file the row."""
    field: str
    value: str
    remedy: str

    def __str__(self) -> str:
        """`seeds.jsonl, line 3, objective: 'abc' - give a number`."""
        return f"{self.file}, line {self.line}, {self.field}: {self.value} - {self.remedy}"


class SeedsError(ValueError):
    """A seeds file that can't be used; `problems` lists every bad row."""

    def __init__(self, message: str, problems: tuple[RowProblem, ...] = ()) -> None:
        """Keep the message and the list."""
        super().__init__("\n".join([message, *(str(problem) for problem in problems)]))
        self.problems = problems


def read_seeds(path: str | Path = "") -> list[Seed]:
    """Read a seeds file, the shipped one by default; nothing runs.

    Raises:
        SeedsError: no such file, no known format, no rows, or bad rows, all of which are named.
    """
    file = Path(path) if path else SHIPPED
    seeds: list[Seed] = []
    problems: list[RowProblem] = []
    lines: dict[str, int] = {}
    for line, row in read_rows(file):
        found = [row] if isinstance(row, RowProblem) else list(check_row(file, line, row))
        problems += found
        if not found and isinstance(row, dict):
            seed = Seed.model_validate(row)
            problems += repeated(file, line, lines.setdefault(seed.statement, line))
            seeds.append(seed)
    if problems:
        raise SeedsError(f"{file} has {len(problems)} problem(s); nothing was run:", tuple(problems))
    if not seeds:
        raise SeedsError(f"{file} has no rows; write one seed a line")
    return seeds


def repeated(file: Path, line: int, first: int) -> list[RowProblem]:
    """A problem where a statement stands twice."""
    if line == first:
        return []
    remedy = f"the same words stand in line {first}; remove one of the two"
    return [RowProblem(file=file.name, line=line, field="statement", value="repeated", remedy=remedy)]


def read_rows(file: Path) -> Iterator[tuple[int, dict[str, Any] | RowProblem]]:
    """Rows with their numbers; a line that is no JSON object comes as a problem."""
    if not file.is_file():
        raise SeedsError(f"there is no seeds file {file}; give the path of a .jsonl or .parquet file")
    if file.suffix not in FORMATS:
        raise SeedsError(f"{file} ends in {file.suffix!r}; seeds are read from {', '.join(FORMATS)}")
    if file.suffix == ".parquet":
        yield from parquet_rows(file)
        return
    for line, text in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
        if text.strip():
            yield line, json_row(file, line, text)


def parquet_rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a Parquet file; nulls count as absent."""
    import polars

    try:
        rows = polars.read_parquet(file).to_dicts()
    except (polars.exceptions.PolarsError, OSError) as error:
        raise SeedsError(f"{file} is not a Parquet file that can be read: {error}") from error
    for line, row in enumerate(rows, start=1):
        kept = {name: value for name, value in row.items() if value is not None}
        if isinstance(kept.get("blueprint"), str):
            with suppress(ValueError):  # what is no JSON stays text, which the seed's schema names as a problem
                kept["blueprint"] = json.loads(kept["blueprint"])
        yield line, kept


def json_row(file: Path, line: int, text: str) -> dict[str, Any] | RowProblem:
    """One line of JSON Lines as an object."""
    try:
        row = json.loads(text)
    except ValueError as error:
        return RowProblem(
            file=file.name,
            line=line,
            field="line",
            value=clip(text),
            remedy=f"not JSON ({error}); write one object a line",
        )
    if not isinstance(row, dict):
        remedy = f"this is a {type(row).__name__}; write one object a line"
        return RowProblem(file=file.name, line=line, field="line", value=clip(text), remedy=remedy)
    return cast("dict[str, Any]", row)


def check_row(file: Path, line: int, row: dict[str, Any]) -> Iterator[RowProblem]:
    """All that is wrong with one row."""
    try:
        seed = Seed.model_validate(row)
    except ValidationError as error:
        for item in error.errors():
            field = ".".join(str(part) for part in item["loc"]) or "row"
            yield RowProblem(file=file.name, line=line, field=field, value=clip(shown(item)), remedy=remedy_for(item))
        return
    for field, value, remedy in contradictions(seed):
        yield RowProblem(file=file.name, line=line, field=field, value=clip(value), remedy=remedy)


def shown(item: Any) -> str:
    """The value as the message prints it; a missing field has none."""
    return "(missing)" if item["type"] == "missing" else repr(item["input"])


def remedy_for(item: Any) -> str:
    """What to do about one of pydantic's findings."""
    if item["type"] == "missing":
        description = Seed.model_fields[item["loc"][0]].description if item["loc"][0] in Seed.model_fields else ""
        return f"add this field. {description or ''}".strip()
    if item["type"] == "extra_forbidden":
        return f"no such field; known are {', '.join(Seed.model_fields)}"
    return str(item["msg"])


def contradictions(seed: Seed) -> Iterator[tuple[str, str, str]]:
    """Field, value and remedy of what only the whole row shows."""
    optimal = seed.status is TerminationStatus.optimal
    if optimal and seed.objective is None:
        yield "objective", "(missing)", "an optimal problem needs its optimal objective value"
    if not optimal and seed.objective is not None:
        yield "objective", str(seed.objective), f"an {seed.status} problem has no objective value; remove it"
    for at, program in enumerate(seed.programs):
        try:
            ast.parse(program.source)
        except (SyntaxError, ValueError) as error:
            yield f"programs.{at}.source", str(error), "mend the program's syntax"


def clip(text: str, width: int = 80) -> str:
    """A value short enough for a message."""
    return text if len(text) <= width else f"{text[: width - 1]}…"


def seed_candidates(seeds: list[Seed], campaign: str) -> list[Candidate]:
    """Seeds as members of a population: generation 0, round 0, accepted."""
    return [seed_candidate(seed, campaign, number) for number, seed in enumerate(seeds)]


def seed_candidate(seed: Seed, campaign: str, number: int) -> Candidate:
    """One seed as a candidate; its evidence is what its file says."""
    reading = read_formulation(seed.formulation)
    return Candidate(
        id=seed.id,
        campaign=campaign,
        round=0,
        number=number,
        generation=0,
        strategy="seed",
        operator="seed",
        seed_ids=(seed.id,),
        domain=seed.domain,
        family=seed.family,
        statement=seed.statement,
        formulation=seed.formulation,
        programs=seed.programs,
        declared_status=seed.status,
        sense=seed.sense,
        status=seed.status,
        objective=seed.objective,
        marks=seed.tags,
        difficulty=measure(seed.statement, reading.model.statistics() if reading.model else None),
        evidence=Evidence(program_objective=seed.objective, model_hash=reading.model_hash),
        licence=seed.licence,
        blueprint=seed.blueprint,
    )
