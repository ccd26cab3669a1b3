"""Selects accepted problems of a lake by a condition in SQL."""
# pyright: reportUnknownMemberType=false
# Reason: polars' stubs leave some returns open.

from collections.abc import Sequence

import polars as pl

from schemas.candidate import Candidate
from schemas.export_spec import ExportSpec
from tasks.export.errors import ExportError
from tasks.lake.lake import open_lake
from tasks.lake.rows import candidate_row


def select_problems(spec: ExportSpec) -> tuple[Candidate, ...]:
    """Accepted problems that the spec asks for, each once, by round and number.

    Raises:
        ExportError: no such campaign, a condition that is not SQL over the columns, or nothing left.
        LakeError: there is no lake.
    """
    problems = accepted_problems(spec)
    licensed = [p for p in problems if not spec.licences or p.licence in spec.licences]
    chosen = fulfilling(licensed, spec.where) if spec.where and licensed else licensed
    if not chosen:
        said = f"where = {spec.where!r}, licences = {list(spec.licences)!r}"
        raise ExportError(
            f"none of the {len(problems)} accepted problems of {spec.lake} is left by {said}; ask for more"
        )
    return tuple(chosen)


def accepted_problems(spec: ExportSpec) -> list[Candidate]:
    """All accepted problems of the campaigns, each once: campaigns share seeds."""
    lake = open_lake(spec.lake)
    there = lake.campaigns()
    for name in spec.campaigns:
        if name not in there:
            raise ExportError(f"{spec.lake} has no campaign {name!r}; it has {', '.join(there)}")
    found: dict[str, Candidate] = {}
    for name in spec.campaigns or there:
        for candidate in lake.candidates(name):
            if not candidate.plant:
                found.setdefault(candidate.id, candidate)
    return list(found.values())


def fulfilling(problems: Sequence[Candidate], where: str) -> list[Candidate]:
    """Those that fulfil a condition in SQL.

    Raises:
        ExportError: the condition can't be read, or names what is no column.
    """
    frame = as_frame(problems)
    try:
        kept = pl.SQLContext(candidates=frame, eager=True).execute(f"SELECT id FROM candidates WHERE {where}")  # noqa: S608 - the user's own words over the user's own rows
    except (pl.exceptions.PolarsError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ExportError(
            f"where = {where!r} is no condition in SQL ({reason}); columns are {', '.join(frame.columns)}"
        ) from error
    ids = set(kept["id"].to_list())
    return [problem for problem in problems if problem.id in ids]


def as_frame(problems: Sequence[Candidate]) -> pl.DataFrame:
    """Problems as flat rows: fields of difficulty and evidence are columns, programs are their solvers."""
    rows: list[dict[str, object]] = []
    for problem in problems:
        row = candidate_row(problem)
        nested = {**row.pop("difficulty"), **row.pop("evidence")}
        solvers = [program["solver"] for program in row.pop("programs")]
        without = {name: value for name, value in row.items() if name != "blueprint"}
        place = {"campaign": problem.campaign, "round": problem.round}
        rows.append({**nested, **without, **place, "solvers": solvers})
    return pl.DataFrame(rows, infer_schema_length=None)
