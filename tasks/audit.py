"""Audit: every accepted program runs again, its captured model is solved again, and the answer is derived another way.

For each accepted child of a lake:

1. its row is complete: statement, formulation, program, answer, parents of this lake, and evidence of that answer;
2. the stored program runs in a fresh child of the sandbox: status and objective must be the stored ones;
3. the model that it captured is the one of the evidence, and HiGHS, at gap 0 in a process that never ran the program,
   gives the stored answer;
4. the answer is derived by the ways of `tasks/derivation.py`, which use neither the program nor its model.

A row for which no other way leads to an answer is named, not passed over.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from schemas.candidate import Candidate
from schemas.frozen import Frozen
from schemas.solve import ANSWERS, Limits, Solve, TerminationStatus
from tasks.algebra.linear_model import HASH_VERSION, canonical_hash
from tasks.check.subject import captured_model
from tasks.derivation import Way, agrees, answer_text, derive
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake, open_lake
from tasks.sandbox.door import UnsupportedSolver, run_program, solve_model
from tasks.sandbox.verify import close

PATIENCE_SECONDS = 60.0
"""Wall time that a program gets at least: an audit may share its machine with others."""


class AuditRow(Frozen):
    """What the audit found for one accepted problem."""

    id: str
    round: int
    operator: str
    missing: tuple[str, ...] = ()
    """What the row lacks, or what in it contradicts itself."""
    program: bool
    """The program gives the stored answer again."""
    model: bool
    """Its captured model is the evidence's, and gives the stored answer in HiGHS."""
    ways: tuple[Way, ...] = ()
    details: tuple[str, ...] = ()
    """What disagrees, each in a sentence."""

    @property
    def other(self) -> bool | None:
        """Whether the other ways lead to the stored answer; None: none of them leads to any."""
        found = [way.agrees for way in self.ways if way.agrees is not None]
        return all(found) if found else None

    def agrees(self) -> bool:
        """Whether nothing contradicts the stored answer."""
        return not self.missing and self.program and self.model and self.other is not False

    def why_not_derived(self) -> str:
        """Why no other way led to an answer."""
        tried = "; ".join(f"{way.name} gives {way.answer}" for way in self.ways)
        return tried or "it has no blueprint, and its formulation can't be read and grounded"


class Audit(Frozen):
    """The audit of a lake."""

    lake: str
    rows: tuple[AuditRow, ...]

    def agrees(self) -> bool:
        """Whether every row agrees."""
        return all(row.agrees() for row in self.rows)

    def disagreements(self) -> list[AuditRow]:
        """Rows that something contradicts."""
        return [row for row in self.rows if not row.agrees()]

    def not_derived(self) -> list[AuditRow]:
        """Rows whose answer could not be derived another way."""
        return [row for row in self.rows if row.other is None]

    def table(self) -> list[dict[str, object]]:
        """One line a check."""
        checks: dict[str, list[bool | None]] = {
            "row complete": [not row.missing for row in self.rows],
            "program run again": [row.program for row in self.rows],
            "captured model in HiGHS": [row.model for row in self.rows],
            "derived another way": [row.other for row in self.rows],
            "  by another dialect's program": [self.by(row, "copt", "pulp") for row in self.rows],
            "  by the formulation's text": [self.by(row, "formulation") for row in self.rows],
            "  by trying every assignment": [self.by(row, "enumeration") for row in self.rows],
        }
        return [
            {"check": name, "agree": found.count(True), "disagree": found.count(False), "could not": found.count(None)}
            for name, found in checks.items()
        ]

    @staticmethod
    def by(row: AuditRow, *names: str) -> bool | None:
        """Whether one kind of way led to the stored answer."""
        return next((way.agrees for way in row.ways if way.name in names), None)

    def summary(self) -> str:
        """One sentence."""
        good = sum(row.agrees() for row in self.rows)
        return f"{good} of {len(self.rows)} accepted problems agree; {len(self.not_derived())} without another way."


Progress = Callable[[int, int], None]
"""Told after each problem how many of how many are done."""


def silent(done: int, of: int) -> None:
    """Tell nobody."""


def audit_lake(path: str, campaign: str = "", progress: Progress = silent) -> Audit:
    """Audit every accepted child of a lake, or of one campaign of it.

    Args:
        path: of the lake.
        campaign: empty for all.
        progress: who is told how far it has come.

    Raises:
        LakeError: there is no accepted child: nothing would agree with anything.
    """
    lake = open_lake(path)
    children = accepted_children(lake, path, campaign)
    members = {one.id for name in lake.campaigns() for one in lake.candidates(name)}
    limits = {place: patient(lake.manifest(*place).spec.limits) for place in {(c.campaign, c.round) for c in children}}
    rows: list[AuditRow] = []

    def audit(child: Candidate) -> AuditRow:
        return audit_one(child, members, limits[child.campaign, child.round])

    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for row in pool.map(audit, children):
            rows.append(row)
            progress(len(rows), len(children))
    return Audit(lake=path, rows=tuple(rows))


def accepted_children(lake: Lake, path: str, campaign: str) -> list[Candidate]:
    """What there is to audit.

    Raises:
        LakeError: nothing; the message says what the lake has instead.
    """
    there = lake.campaigns()
    if campaign and campaign not in there:
        raise LakeError(f"{path} has no campaign {campaign!r}; there are {', '.join(there)}")
    chosen = [campaign] if campaign else there
    children = [one for name in chosen for one in lake.candidates(name, accepted=False) if one.generation > 0]
    accepted = [one for one in children if one.is_alive()]
    if not accepted:
        raise LakeError(
            f"{path}: none of the {len(children)} children of {', '.join(chosen)} is accepted, so there is nothing to "
            f"audit; `optmill report {path}` says why they were rejected"
        )
    return accepted


def patient(limits: Limits) -> Limits:
    """A round's limits with time to spare."""
    return limits.model_copy(update={"wall_seconds": max(PATIENCE_SECONDS, limits.wall_seconds)})


def audit_one(candidate: Candidate, members: set[str], limits: Limits) -> AuditRow:
    """Audit one accepted problem.

    Args:
        candidate: with its stored answer.
        members: ids of all accepted problems of the lake, its seeds included.
        limits: of each program.
    """
    missing = tuple(missing_parts(candidate, members))
    solve = run_again(candidate, limits)
    model = list(model_faults(candidate, solve, limits))
    ways = tuple(derive(candidate, limits))
    good = solve is not None and agrees(candidate, solve.status, solve.objective)
    return AuditRow(
        id=candidate.id,
        round=candidate.round,
        operator=candidate.operator,
        missing=missing,
        program=good,
        model=not model,
        ways=ways,
        details=(
            *(f"the row lacks {part}" for part in missing),
            *([] if good else [f"the program gives {solve_text(solve)}, stored is {stored(candidate)}"]),
            *model,
            *(f"{w.name} gives {w.answer}, stored is {stored(candidate)}" for w in ways if w.agrees is False),
        ),
    )


def missing_parts(candidate: Candidate, members: set[str]) -> Iterator[str]:
    """What an accepted row should have and has not."""
    if not candidate.statement.strip():
        yield "a statement"
    if not candidate.formulation.strip():
        yield "a formulation"
    if not candidate.programs or not candidate.programs[0].source.strip():
        yield "a program"
    optimal = candidate.status is TerminationStatus.optimal
    if candidate.status not in ANSWERS or optimal == (candidate.objective is None):
        yield f"an answer ({stored(candidate)})"
    if not candidate.parent_ids:
        yield "parents"
    if strangers := [parent for parent in candidate.parent_ids if parent not in members]:
        yield f"accepted parents ({', '.join(strangers)} is not in the population)"
    yield from missing_evidence(candidate)


def missing_evidence(candidate: Candidate) -> Iterator[str]:
    """Evidence that is not there, or that speaks for another answer."""
    evidence = candidate.evidence
    if not evidence.checkers or not evidence.model_hash:
        yield "evidence (checkers that passed, and the model's hash)"
    told = {
        "program": evidence.program_objective,
        "resolved": evidence.resolved_objective,
        "formulation": evidence.formulation_objective,
    }
    for name, value in told.items():
        if value is not None and not close(value, candidate.objective):
            yield f"evidence of its answer ({name}_objective is {value:.10g}, stored is {stored(candidate)})"


def run_again(candidate: Candidate, limits: Limits) -> Solve | None:
    """What the stored program does; None where there is none, or no runner for it."""
    if not candidate.programs:
        return None
    try:
        return run_program(candidate.programs[0].source, candidate.programs[0].solver, limits)
    except UnsupportedSolver:
        return None


def model_faults(candidate: Candidate, solve: Solve | None, limits: Limits) -> Iterator[str]:
    """What speaks against the captured model."""
    if solve is None or not solve.model_mps:
        yield "no model could be captured from the program"
        return
    kept, model = candidate.evidence.model_hash, captured_model(solve)
    if kept and kept.startswith(HASH_VERSION) and model and canonical_hash(model) != kept:
        yield f"the program builds another model than the one of the evidence ({kept})"
    again = solve_model(solve.model_mps, limits)
    if not agrees(candidate, again.status, again.objective):
        yield f"the captured model gives {solve_text(again)}, stored is {stored(candidate)}"


def solve_text(solve: Solve | None) -> str:
    """A solve's answer in words, with what went wrong."""
    if solve is None:
        return "nothing, as there is no runner for it"
    return f"{answer_text(solve.status, solve.objective)} {solve.error or ''}".strip()


def stored(candidate: Candidate) -> str:
    """The stored answer in words."""
    return answer_text(candidate.status, candidate.objective)
