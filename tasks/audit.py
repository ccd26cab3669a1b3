"""Audit: every accepted program runs again, its captured model is solved again, and the answer is derived another way.

For each accepted child of a lake:

1. the stored program runs in a fresh child of the sandbox: status and objective must be the stored ones;
2. the model that it captured is solved by HiGHS at gap 0 in a process that never ran the program;
3. beyond the program and its own model: from the blueprint, or where there is none from the formulation's text,
   - another dialect's program runs in another solver,
   - where all variables are binary and few, every assignment is tried.

A row without either has no other way; it is named, not passed over.
"""

import itertools
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count

from schemas.candidate import Candidate
from schemas.formulation import Formulation, VariableKind
from schemas.frozen import Frozen
from schemas.solve import Limits, ObjectiveSense, Solve, SolverName, TerminationStatus
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import ground
from tasks.algebra.linear_model import LinearModel
from tasks.algebra.text import parse_formulation
from tasks.lake.lake import Lake
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import run_program, solve_model

TOLERANCE = 1e-6
"""Relative difference up to which two objective values agree."""

FEW = 12
"""Binary variables up to which every assignment is tried."""


class AuditRow(Frozen):
    """What the audit found for one accepted problem."""

    id: str
    round: int
    operator: str
    program: bool
    """The program gives the stored answer again."""
    model: bool
    """Its captured model gives the stored answer in HiGHS."""
    other: bool | None
    """Another way gives the stored answer; None: there was none."""
    other_way: str = ""
    """`pulp`, `copt`, `enumeration`, joined by `+`."""
    detail: str = ""
    other_detail: str = ""

    def agrees(self) -> bool:
        """Whether nothing contradicts the stored answer."""
        return self.program and self.model and self.other is not False


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
        enumerated = sum("enumeration" in row.other_way for row in self.rows)
        counts = (
            ("program run again", sum(r.program for r in self.rows), sum(not r.program for r in self.rows), 0),
            ("captured model in HiGHS", sum(r.model for r in self.rows), sum(not r.model for r in self.rows), 0),
            (
                f"derived another way ({enumerated} also by enumeration)",
                sum(r.other is True for r in self.rows),
                sum(r.other is False for r in self.rows),
                len(self.not_derived()),
            ),
        )
        return [{"check": c, "agree": a, "disagree": d, "could not": n} for c, a, d, n in counts]

    def summary(self) -> str:
        """One sentence."""
        good = sum(row.agrees() for row in self.rows)
        return f"{good} of {len(self.rows)} accepted problems agree; {len(self.not_derived())} without another way."


def audit_lake(path: str, campaign: str = "") -> Audit:
    """Audit every accepted child of a lake, or of one campaign of it."""
    lake = Lake(path)
    campaigns = [name for name in lake.campaigns() if campaign in ("", name)]
    children = [c for name in campaigns for c in lake.candidates(name) if c.generation > 0]
    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        return Audit(lake=path, rows=tuple(pool.map(audit_one, children)))


def audit_one(candidate: Candidate) -> AuditRow:
    """Audit one accepted problem."""
    program = candidate.programs[0]
    solve = run_program(program.source, program.solver, Limits())
    again = solve_model(solve.model_mps, Limits()) if solve.model_mps else None
    ways = list(other_ways(candidate))
    wrong = [f"{way} gives {told}" for way, good, told in ways if not good]
    details = [] if same(candidate, solve) else [f"the program gives {answer(solve)}, stored is {stored(candidate)}"]
    details += [] if again and same(candidate, again) else [f"the captured model gives {answer(again)}"]
    return AuditRow(
        id=candidate.id,
        round=candidate.round,
        operator=candidate.operator,
        program=same(candidate, solve),
        model=again is not None and same(candidate, again),
        other=all(good for _, good, _ in ways) if ways else None,
        other_way="+".join(way for way, _, _ in ways),
        detail="; ".join([*details, *wrong]),
        other_detail="" if ways else "it has no blueprint, and its formulation can't be read back",
    )


def other_ways(candidate: Candidate) -> Iterator[tuple[str, bool, str]]:
    """Ways to the answer that use neither the program nor its model: name, whether it agrees, what it gave."""
    try:
        blueprint = candidate.blueprint
        formulation = blueprint.formulation if blueprint else parse_formulation(candidate.formulation)
        model = ground(formulation)
    except AlgebraError:
        return
    yield other_dialect(candidate, formulation)
    if is_small(model) and candidate.status is TerminationStatus.optimal:
        best = enumerate_best(model)
        yield "enumeration", best is not None and close(best, candidate.objective), f"{best}"


def other_dialect(candidate: Candidate, formulation: Formulation) -> tuple[str, bool, str]:
    """The formulation as a program for another solver."""
    solver = SolverName.pulp if candidate.programs[0].solver is not SolverName.pulp else SolverName.copt
    solve = run_program(write_program(formulation, solver), solver, Limits(wall_seconds=60))
    return solver.value, same(candidate, solve), answer(solve)


def is_small(model: LinearModel) -> bool:
    """Whether every assignment can be tried."""
    return 0 < len(model.columns) <= FEW and all(column.kind is VariableKind.binary for column in model.columns)


def enumerate_best(model: LinearModel) -> float | None:
    """Best objective value over all feasible 0/1 assignments; None when there is none."""
    values = [
        model.constant + sum(c.cost * x for c, x in zip(model.columns, point, strict=True))
        for point in itertools.product((0, 1), repeat=len(model.columns))
        if feasible(model, point)
    ]
    best = max if model.sense is ObjectiveSense.maximize else min
    return best(values, default=None)


def feasible(model: LinearModel, point: tuple[int, ...]) -> bool:
    """Whether an assignment satisfies every row."""
    sides = ((row, sum(value * point[at] for at, value in row.coefficients.items())) for row in model.rows)
    return all(row.lower - 1e-9 <= side <= row.upper + 1e-9 for row, side in sides)


def same(candidate: Candidate, solve: Solve) -> bool:
    """Whether a solve gives the stored status and objective value."""
    if solve.status is not candidate.status:
        return False
    return candidate.status is not TerminationStatus.optimal or close(solve.objective, candidate.objective)


def close(left: float | None, right: float | None) -> bool:
    """Whether two objective values agree."""
    return left is not None and right is not None and math.isclose(left, right, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def answer(solve: Solve | None) -> str:
    """A solve's answer in words."""
    return "nothing" if solve is None else f"{solve.status.value} {solve.objective}"


def stored(candidate: Candidate) -> str:
    """The stored answer in words."""
    return f"{candidate.status.value if candidate.status else None} {candidate.objective}"
