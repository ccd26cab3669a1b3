"""The lake as the stages see it: rounds, candidates, lineage and manifests; a round without a manifest is not there."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# Reason: pyarrow ships no types.

import hashlib
import os
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.candidate import Candidate
from schemas.round import Manifest
from schemas.teacher import Completion
from tasks.lake.errors import LakeError
from tasks.lake.lineage import Kin, ancestors, descendants
from tasks.lake.rows import Row, candidate_from_row, completion_from_row, manifest_from_row
from tasks.lake.store import Round, Store
from tasks.lake.tables import TABLES

if TYPE_CHECKING:  # polars takes 0.1 to 0.2 s to import, and only `scan` needs it
    import polars


class Lake:
    """A lake under a local path or any address that fsspec knows."""

    def __init__(self, path: str | Path) -> None:
        """Open a lake; one that does not exist yet is empty."""
        self.store = Store(str(path))

    def campaigns(self) -> tuple[str, ...]:
        """Campaigns with a published round, sorted."""
        return tuple(sorted({campaign for campaign, _ in self.store.published()}))

    def published_rounds(self, campaign: str) -> tuple[int, ...]:
        """Rounds of a campaign that are complete, in order."""
        return tuple(number for name, number in self.store.published() if name == campaign)

    def candidates(
        self, campaign: str, before_round: int | None = None, *, from_round: int = 0, accepted: bool = True
    ) -> tuple[Candidate, ...]:
        """Candidates of a campaign by round and number.

        Args:
            campaign: whose rounds are read.
            before_round: only rounds before this one; None for all.
            from_round: the first round that is read.
            accepted: only those that no stage rejected: the population.
        """
        rounds = [
            (name, number)
            for name, number in self.store.published()
            if name == campaign and from_round <= number and (before_round is None or number < before_round)
        ]
        return self._candidates(rounds, pc.field("rejected_stage").is_null() if accepted else None)

    def candidate(self, id: str) -> Candidate:
        """The candidate whose id is, or begins with, the one given.

        Raises:
            LakeError: no candidate has it, or several have.
        """
        begins = pc.starts_with(pc.field("id"), pattern=id)  # pyright: ignore[reportAttributeAccessIssue] - made at import
        rows = self._rows("candidates", self.store.published(), begins, ["id"])
        ids = sorted({row["id"] for row in rows})
        if not ids:
            raise LakeError(f"{self.store.url}: no candidate has the id {id!r}; look ids up in the table candidates")
        if len(ids) > 1 and id not in ids:
            some = ", ".join(ids[:5])
            raise LakeError(f"{self.store.url}: {len(ids)} ids begin with {id!r}: {some} …; give more digits")
        return self._by_id([id if id in ids else ids[0]])[0]

    def ancestry(self, id: str) -> tuple[Candidate, ...]:
        """All that a candidate descends from, seeds first, and itself last.

        Raises:
            LakeError: no candidate has the id, or several have.
        """
        found = self.candidate(id).id
        return self._by_id([found, *ancestors(self._kin(), found)])

    def descendants(self, id: str) -> tuple[Candidate, ...]:
        """All that descend from a candidate, rejected ones included, the latest round last.

        Raises:
            LakeError: no candidate has the id, or several have.
        """
        return self._by_id(descendants(self._kin(), self.candidate(id).id))

    def scan(self, table: str) -> "polars.LazyFrame":
        """A table's published rounds as a lazy frame, with the columns `campaign` and `round`.

        Raises:
            LakeError: there is no such table.
        """
        import polars

        if table not in TABLES:
            raise LakeError(f"{self.store.url}: there is no table {table!r}; there are {', '.join(sorted(TABLES))}")
        return polars.scan_pyarrow_dataset(self.store.dataset(table, self.store.published()))

    def ask(self, table: str, question: "Callable[[polars.LazyFrame], polars.LazyFrame]") -> "polars.DataFrame":
        """The answer of a table's published rounds to a question.

        Raises:
            LakeError: there is no such table, or a round's file is missing or can't be read.
        """
        with self._readable(table):
            return question(self.scan(table)).collect()

    def manifest(self, campaign: str, round: int) -> Manifest:
        """What wrote a round.

        Raises:
            LakeError: the round has not been published.
        """
        if (campaign, round) not in self.store.published():
            path = self.store.part("rounds", (campaign, round))
            raise LakeError(f"{path} does not exist: round {round} of campaign {campaign!r} has not been published")
        return manifest_from_row(self._rows("rounds", [(campaign, round)])[0])

    def manifests(self, campaign: str) -> tuple[Manifest, ...]:
        """What wrote each round of a campaign, in order; round 0 holds the seeds."""
        rounds = [(name, number) for name, number in self.store.published() if name == campaign]
        found = [manifest_from_row(row) for row in self._rows("rounds", rounds)]
        return tuple(sorted(found, key=lambda manifest: manifest.round))

    def call_hashes(self, of_round: Round) -> list[str]:
        """Request hashes of the answers that a published round used."""
        return [row["request_hash"] for row in self._rows("calls", [of_round], columns=["request_hash"])]

    def calls(self, of_round: Round) -> tuple[Completion, ...]:
        """The answers that a published round used."""
        return tuple(completion_from_row(row) for row in self._rows("calls", [of_round]))

    def work_folder(self, campaign: str, round: int) -> Path:
        """Where a round keeps its ledger while it runs: always on this machine's file system.

        In a local lake it lies in the lake, elsewhere under `$OPTMILL_WORK` or `.optmill-work`.
        """
        return self.work_root / f"campaign={campaign}" / f"round={round}"

    @property
    def work_root(self) -> Path:
        """Where all ledgers of the lake lie, `campaign=…/round=…`."""
        if self.store.local:
            return Path(self.store.root) / "_work"
        key = hashlib.blake2b(self.store.url.rstrip("/").encode(), digest_size=8).hexdigest()
        return Path(os.environ.get("OPTMILL_WORK", ".optmill-work")).absolute() / key

    def _candidates(self, rounds: Iterable[Round], condition: Any) -> tuple[Candidate, ...]:
        found = [candidate_from_row(row) for row in self._rows("candidates", rounds, condition)]
        return tuple(sorted(found, key=lambda candidate: (candidate.round, candidate.number, candidate.id)))

    def _by_id(self, ids: Iterable[str]) -> tuple[Candidate, ...]:
        """One candidate for each id: seeds that several campaigns share are one problem."""
        wanted = pc.field("id").isin(pa.array(list(ids), pa.string()))
        found = {candidate.id: candidate for candidate in self._candidates(self.store.published(), wanted)}
        return tuple(found.values())

    def _kin(self) -> Kin:
        rows = self._rows("candidates", self.store.published(), columns=["id", "parent_ids"])
        return {row["id"]: tuple(row["parent_ids"] or ()) for row in rows}

    def _rows(
        self, table: str, rounds: Iterable[Round], condition: Any = None, columns: list[str] | None = None
    ) -> list[Row]:
        with self._readable(table):
            dataset = self.store.dataset(table, rounds)
            return dataset.to_table(columns=columns, filter=condition).to_pylist()

    @contextmanager
    def _readable(self, table: str) -> Generator[None]:
        """Name the table whose files are missing, or can't be read, and say what to do."""
        try:
            with self.store.reached():
                yield
        except (pa.ArrowException, OSError) as error:
            raise LakeError(
                f"{self.store.root}/{table} cannot be read: {error}; remove the folder of that round "
                "from every table and run the round again"
            ) from error


def open_lake(path: str | Path) -> Lake:
    """A lake that holds something; a mistyped path would pass for an empty one.

    Raises:
        LakeError: nothing has been published there.
    """
    lake = Lake(path)
    if not lake.campaigns():
        raise LakeError(f"{path} holds no published round; name the folder that a run had as its --lake")
    return lake
