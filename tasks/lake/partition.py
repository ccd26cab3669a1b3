"""Publishing a round: whole or not at all, the manifest last, the same rows for the same round.

Every table's file is written under an unfinished name first; then all are renamed, one after another, the manifest as
the last. A writer that is killed leaves no manifest, so the round is not there, and the next writer starts over. On an
object store, which can't rename, they are copied in the same order, and the unfinished ones removed in the end.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# Reason: pyarrow ships no types.

from typing import Self

import pyarrow as pa
from pydantic import Field, model_validator

from schemas.candidate import Candidate
from schemas.frozen import Frozen
from schemas.round import Manifest, Survival
from schemas.step import SolveRecord
from schemas.teacher import Completion
from schemas.verdict import CheckerName, Verdict
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.rows import (
    Row,
    call_row,
    candidate_row,
    manifest_row,
    solve_row,
    survival_row,
    verdict_row,
)
from tasks.lake.store import Round
from tasks.lake.tables import TABLES

BATCH = 1_000
"""Rows that become Arrow at a time: captured models are large, and one Arrow string array holds 2 GiB at most."""

CHECKERS = tuple(CheckerName)


class Partition(Frozen):
    """All that one round leaves."""

    manifest: Manifest
    candidates: tuple[Candidate, ...]
    """Accepted and rejected."""
    verdicts: tuple[Verdict, ...] = ()
    solves: tuple[SolveRecord, ...] = ()
    calls: tuple[Completion, ...] = ()
    callers: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Ids of the candidates that a completion served, by request hash."""
    survival: tuple[Survival, ...] = ()

    @property
    def round(self) -> Round:
        """Campaign and round, as the path has them."""
        return self.manifest.campaign, self.manifest.round

    @model_validator(mode="after")
    def everything_is_of_this_round(self) -> Self:
        """Reject rows of another round, and two candidates with one id."""
        for row in (*self.candidates, *self.survival):
            if (row.campaign, row.round) != self.round:
                raise ValueError(f"a row of {row.campaign!r} round {row.round} is no row of {self.round}")
        if len({candidate.id for candidate in self.candidates}) != len(self.candidates):
            raise ValueError(f"two candidates of {self.round} have the same id")
        return self


def publish_round(lake: Lake, partition: Partition) -> bool:
    """Publish a round, unless it has been published already: a partition is written once.

    Returns:
        Whether the round was written now.

    Raises:
        LakeError: the round has been published from another spec.
    """
    written = is_published(lake, partition.manifest)
    lake.store.sweep(partition.round)
    if written:
        return False
    finished = {table: lake.store.part(table, partition.round) for table in TABLES}
    unfinished = {
        table: lake.store.write_unfinished(path, as_table(table, rows_of(table, partition)))
        for table, path in finished.items()
    }
    for table, path in finished.items():
        lake.store.finish(unfinished[table], path)
    lake.store.sweep(partition.round)
    return True


def is_published(lake: Lake, manifest: Manifest) -> bool:
    """Whether the round is in the lake; LakeError when it is there from another spec."""
    if manifest.round not in lake.published_rounds(manifest.campaign):
        return False
    earlier = lake.manifest(manifest.campaign, manifest.round)
    if earlier.spec_hash != manifest.spec_hash:
        raise LakeError(
            f"{lake.store.url}: round {manifest.round} of campaign {manifest.campaign!r} has been published from the "
            f"spec {earlier.spec_hash}, this is {manifest.spec_hash}; choose another campaign or another lake"
        )
    return True


def rows_of(table: str, partition: Partition) -> list[Row]:
    """A table's rows in an order that depends on nothing but the rows."""
    match table:
        case "candidates":
            ordered = sorted(partition.candidates, key=lambda candidate: (candidate.number, candidate.id))
            return [candidate_row(candidate) for candidate in ordered]
        case "verdicts":
            return [verdict_row(verdict) for verdict in sorted(partition.verdicts, key=verdict_order)]
        case "solves":
            return [solve_row(record) for record in sorted(partition.solves, key=solve_order)]
        case "calls":
            calls = {call.request_hash: call for call in partition.calls}
            return [call_row(calls[key], partition.callers.get(key, ())) for key in sorted(calls)]
        case "survival":
            return [survival_row(row) for row in sorted(partition.survival, key=survival_order)]
        case _:
            return [manifest_row(partition.manifest)]


def verdict_order(verdict: Verdict) -> tuple[str, int, int, str]:
    """By candidate, in the order in which a round checks."""
    return verdict.candidate_id, verdict.attempt, CHECKERS.index(verdict.checker), verdict.reason or ""


def solve_order(record: SolveRecord) -> tuple[str, int, str, str, str]:
    """By candidate and attempt, the program before its captured model."""
    return record.candidate_id, record.attempt, record.purpose, record.solve.solver, record.program_hash


def survival_order(row: Survival) -> tuple[str, str, str, int]:
    """By operator and checker."""
    return row.strategy, row.operator, row.checker, row.attempt


def as_table(name: str, rows: list[Row]) -> pa.Table:
    """Rows as an Arrow table of the explicit schema."""
    schema = TABLES[name]
    batches = [
        pa.RecordBatch.from_pylist(rows[start : start + BATCH], schema=schema) for start in range(0, len(rows), BATCH)
    ]
    return pa.Table.from_batches(batches, schema=schema)
