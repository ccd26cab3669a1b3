"""What one stage did to one candidate: a line of the round's ledger."""

from enum import StrEnum
from typing import Any

from pydantic import Field

from schemas.candidate import Stage
from schemas.frozen import Frozen
from schemas.solve import Solve
from schemas.verdict import Verdict


class SolvePurpose(StrEnum):
    """Why a solve was made."""

    program = "program"
    """The candidate's program."""
    resolve = "resolve"
    """Its captured model, again, in HiGHS."""
    second = "second"
    """An independent program, written from the words alone."""


class SolveRecord(Frozen):
    """One solve of one candidate."""

    candidate_id: str
    purpose: SolvePurpose
    attempt: int = 0
    """0 for the first program, then one more for each repair."""
    program_hash: str = ""
    """Content hash of the source."""
    solve: Solve


class Step(Frozen):
    """What a stage changed in a candidate, with everything that was learnt on the way.

    Only the changed fields are kept, so that a ledger stays small: the candidate is its birth with the updates of
    all stages applied in order (`Candidate.model_validate({**state, **step.update})`).
    """

    stage: Stage
    candidate_id: str
    update: dict[str, Any] = Field(default_factory=dict)
    """Changed fields of the candidate, JSON-like (`candidate.model_dump(mode="json")` of those fields)."""
    verdicts: tuple[Verdict, ...] = ()
    solves: tuple[SolveRecord, ...] = ()
    calls: tuple[str, ...] = ()
    """Request hashes of the completions that it used, in order."""
    seconds: float = 0.0
