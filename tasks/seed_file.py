"""Reads seeds files, JSON Lines, JSON or Parquet, in our own field names or in those of public benchmarks.

Every bad row is named at once.
"""

import ast
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from schemas.candidate import Candidate, Difficulty
from schemas.evidence import Evidence
from schemas.frozen import Frozen
from schemas.seed import Seed
from schemas.solve import TerminationStatus
from tasks.algebra.linear_model import LinearModel
from tasks.answers import read_answer
from tasks.check.subject import read_formulation
from tasks.difficulty import measure
from tasks.field_names import STATEMENT, Fields, find_fields
from tasks.row_file import Row, RowProblem, RowsError, clip, read_rows
from tasks.techniques import techniques

SHIPPED = Path(__file__).parent / "seeds" / "seeds.jsonl"
SEED = "seed"
"""Strategy and operator of a seed."""
DECLARED: dict[TerminationStatus | None, TerminationStatus] = {
    TerminationStatus.infeasible: TerminationStatus.infeasible,
    TerminationStatus.unbounded: TerminationStatus.unbounded,
    TerminationStatus.infeasible_or_unbounded: TerminationStatus.infeasible,
}
"""The outcome that a seed's own program is held against, until a teacher declares one."""


class SeedsError(RowsError):
    """A seeds file that can't be used; `problems` lists every bad row."""


class SeedFile(Frozen):
    """What a seeds file holds."""

    name: str
    seeds: tuple[Seed, ...]
    lines: tuple[int, ...]
    """Where each seed stands."""
    fields: Fields
    repeated: int = 0
    """Rows of a foreign file that were left out, because the same words stand in an earlier one."""
    unread: int = 0
    """Answers of a foreign file that can't be read as one number or outcome; nothing is held against them."""

    def said(self) -> tuple[str, ...]:
        """What was made of a foreign file, for people to check."""
        if not self.fields.foreign:
            return ()
        counts = {"with words that an earlier row has": self.repeated, "whose answer can't be read": self.unread}
        more = [f"{count} rows {what}" for what, count in counts.items() if count]
        return (self.fields.said(self.name), *([f"{self.name}: {', '.join(more)}"] if more else []))

    def lacking(self) -> dict[str, int]:
        """How many seeds lack which part."""
        return dict(Counter(part.value for seed in self.seeds for part in seed.lacks()))

    def to_be_written(self) -> str:
        """What is yet to be written or found out, to go on a sentence."""
        counts = ", ".join(f"{count} lack {part}" for part, count in self.lacking().items())
        return f"; {counts}: that is written and checked before evolution starts" if counts else ""


def read_seeds(path: str | Path = "") -> list[Seed]:
    """The seeds of a file, the shipped one by default; nothing runs.

    Raises:
        RowsError: no such file, no known format, no rows, or bad rows, all of which are named.
    """
    return list(read_seed_file(path).seeds)


def read_seed_file(path: str | Path = "") -> SeedFile:
    """Read a seeds file, the shipped one by default; nothing runs.

    Raises:
        RowsError: no such file, no known format, no rows, or bad rows, all of which are named.
    """
    file = Path(path) if path else SHIPPED
    rows = list(read_rows(file))
    reading = Reading(file, find_fields(rows))
    for line, row in rows:
        reading.take(line, row)
    if reading.problems:
        raise SeedsError(f"{file} has {len(reading.problems)} problem(s); nothing was run:", tuple(reading.problems))
    if not reading.seeds:
        raise SeedsError(f"{file} has no rows; write one seed a line")
    return reading.result()


class Reading:
    """A seeds file while it is read."""

    def __init__(self, file: Path, fields: Fields) -> None:
        """Begin with nothing."""
        self.file, self.fields = file, fields
        self.seeds: dict[int, Seed] = {}
        self.problems: list[RowProblem] = []
        self.lines: dict[str, int] = {}
        self.repeated = self.unread = 0

    def take(self, line: int, row: Row | RowProblem) -> None:
        """Take one row."""
        if isinstance(row, RowProblem):
            self.problems.append(row)
            return
        ours = self.translate(row) if self.fields.foreign else parsed(row)
        found = list(check_row(self.file, line, ours))
        self.problems += found
        if not found:
            self.keep(line, Seed.model_validate(ours))

    def keep(self, line: int, seed: Seed) -> None:
        """Keep a good seed, unless its words stand in an earlier row."""
        first = self.lines.setdefault(seed.statement, line)
        if first == line:
            self.seeds[line] = seed
        elif self.fields.foreign:
            self.repeated += 1
        else:
            remedy = f"the same words stand in line {first}; remove one of the two"
            told = {"file": self.file.name, "line": line, "field": "statement", "value": "repeated", "remedy": remedy}
            self.problems.append(RowProblem.model_validate(told))

    def translate(self, row: Row) -> Row:
        """A foreign row in our own names."""
        ours: Row = {"statement": row[self.fields.statement]} if self.fields.statement in row else {}
        if licence := row.get(self.fields.licence):
            ours["licence"] = licence
        if (answer := row.get(self.fields.objective)) not in (None, ""):
            ours["status"], ours["objective"] = read_answer(answer)
            self.unread += ours["status"] is None
        return ours

    def result(self) -> SeedFile:
        """What the file holds."""
        return SeedFile(
            name=self.file.name,
            seeds=tuple(self.seeds.values()),
            lines=tuple(self.seeds),
            fields=self.fields,
            repeated=self.repeated,
            unread=self.unread,
        )


def parsed(row: Row) -> Row:
    """A row of our own; a blueprint in a Parquet file is JSON."""
    if isinstance(row.get("blueprint"), str):
        with suppress(ValueError):  # what is no JSON stays text, which the seed's schema names as a problem
            return {**row, "blueprint": json.loads(row["blueprint"])}
    return row


def check_row(file: Path, line: int, row: Row) -> Iterator[RowProblem]:
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
        if item["loc"] == ("statement",):
            return f"add this field; the words are found under any of {', '.join(STATEMENT)}"
        return "add this field"
    if item["type"] == "extra_forbidden":
        return f"no such field; known are {', '.join(Seed.model_fields)}"
    return str(item["msg"])


def contradictions(seed: Seed) -> Iterator[tuple[str, str, str]]:
    """Field, value and remedy of what only the whole row shows."""
    if seed.status is not TerminationStatus.optimal and seed.objective is not None:
        yield "objective", str(seed.objective), f"an {seed.status} problem has no objective value; remove it"
    for at, program in enumerate(seed.programs):
        try:
            ast.parse(program.source)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            yield f"programs.{at}.source", str(error) or "nested too deeply", "mend the program's syntax"


def seed_candidates(seeds: list[Seed], campaign: str) -> list[Candidate]:
    """Seeds that lack nothing as members of a population: generation 0, round 0, accepted."""
    return [seed_candidate(seed, campaign, number) for number, seed in enumerate(seeds)]


def seed_candidate(seed: Seed, campaign: str, number: int) -> Candidate:
    """One seed as a candidate; its answer and its evidence are what its file says."""
    reading = read_formulation(seed.formulation)
    return bare_candidate(seed, campaign, number).model_copy(
        update={
            "sense": seed.sense,
            "status": seed.status,
            "objective": seed.objective,
            "difficulty": sized(seed.statement, reading.model),
            "evidence": Evidence(program_objective=seed.objective, model_hash=reading.model_hash),
        }
    )


def sized(statement: str, model: LinearModel | None) -> Difficulty:
    """Size of a seed by its words and by its formulation's model, where that can be read."""
    return (
        measure(statement, None) if model is None else measure(statement, model.statistics(), None, techniques(model))
    )


def bare_candidate(seed: Seed, campaign: str, number: int) -> Candidate:
    """One seed before anybody has looked at it, without an answer of its own."""
    return Candidate(
        id=seed.id,
        campaign=campaign,
        round=0,
        number=number,
        generation=0,
        strategy=SEED,
        operator=SEED,
        seed_ids=(seed.id,),
        domain=seed.domain,
        family=seed.family,
        statement=seed.statement,
        formulation=seed.formulation,
        programs=seed.programs,
        declared_status=DECLARED.get(seed.status, TerminationStatus.optimal),
        given_objective=seed.objective,
        marks=seed.tags,
        licence=seed.licence,
        blueprint=seed.blueprint,
    )
