"""The status gate: the program ends as declared, and the captured model, solved again elsewhere, says the same."""

import math
from collections.abc import Iterator

from schemas.solve import ANSWERS, Solve, TerminationStatus
from schemas.verdict import CheckerName, Verdict
from tasks.check.finding import Finding, conclude, first, unclear
from tasks.check.matching import close
from tasks.check.source import reaches_out
from tasks.check.subject import Subject

TOLERANCE = 1e-6
PRINTED = 1e-4
"""Relative difference that rounding in print may bring."""
OPEN = TerminationStatus.infeasible_or_unbounded
NOTHING_FOUND = (TerminationStatus.infeasible, TerminationStatus.unbounded, OPEN)
NO_VALUE = 1e20
"""What solvers print where there is no value is 0, or beyond this."""
REMEDIES = {
    TerminationStatus.infeasible: "some constraints contradict each other; relax or correct them",
    TerminationStatus.unbounded: "nothing limits the objective; add the limit that is missing",
    TerminationStatus.infeasible_or_unbounded: "it has no optimal solution; look for contradictions and missing limits",
    TerminationStatus.time_limit: "make the problem smaller or its formulation tighter",
    TerminationStatus.memory_limit: "make the problem smaller",
    TerminationStatus.output_limit: "print less",
    TerminationStatus.no_model: "build a model and solve it with the solver's own modelling library",
    TerminationStatus.licence_limit: "make the problem smaller, or let the solver find a licence",
    TerminationStatus.forged: "leave what the solver says as it is",
    TerminationStatus.crashed: "correct the program",
}


def check(subject: Subject) -> Verdict:
    """Compare what the program did with what was declared and with the second solve."""
    solve = subject.solve
    if solve is None:
        finding = unclear("not_executed", "the program was not run, so its outcome is unknown")
        return conclude(subject, CheckerName.program, finding)
    return conclude(subject, CheckerName.program, first(findings(subject, solve)), marks(subject, solve))


def findings(subject: Subject, solve: Solve) -> Iterator[Finding | None]:
    """All looks, cheap ones first."""
    yield status(subject, solve)
    if solve.status is TerminationStatus.optimal:
        yield objective(solve)
    yield second_solve(subject, solve)
    yield zero_solution(solve)
    yield exit_code(solve)
    yield printed_answer(solve)
    yield from (reaches_out(program.source) for program in subject.candidate.programs)


def found_status(subject: Subject, solve: Solve) -> TerminationStatus:
    """The program's status; one that leaves two outcomes open is settled by the second solve."""
    resolved = subject.resolved
    settled = solve.status is OPEN and resolved is not None and resolved.status in ANSWERS
    return resolved.status if settled and resolved is not None else solve.status


def status(subject: Subject, solve: Solve) -> Finding | None:
    """The declared outcome, or why it was not met."""
    found, declared = found_status(subject, solve), subject.candidate.declared_status
    if found is declared:
        return None
    said = f"the program ends {found.value} and {declared.value} was declared"
    if found is TerminationStatus.optimal:
        return Finding("wrong_status", f"{said}; declare it optimal, or correct the model")
    error = f" ({solve.error})" if solve.error else ""
    return Finding(found.value, f"{said}{error}; {REMEDIES.get(found, 'correct the program')}")


def objective(solve: Solve) -> Finding | None:
    """An optimal solve has a finite objective value."""
    if solve.objective is None:
        return Finding("no_objective", "the solver reports no objective value; give the model an objective")
    if not math.isfinite(solve.objective):
        return Finding("no_objective", f"the objective value is {solve.objective}; correct the model's numbers")
    return None


def second_solve(subject: Subject, solve: Solve) -> Finding | None:
    """The captured model, solved by HiGHS in another process, has the same outcome."""
    resolved = subject.resolved
    if resolved is None or resolved.status not in (*ANSWERS, OPEN):
        return None
    found = found_status(subject, solve)
    if resolved.status is not found and resolved.status is not OPEN:
        detail = f"the program ends {found.value}, its model solved again {resolved.status.value}"
        return Finding("resolve_disagrees", f"{detail}; do not change the model or the result after solving")
    values = (solve.objective, resolved.objective)
    if found is not TerminationStatus.optimal or values[0] is None or values[1] is None or agree(*values):
        return None
    detail = f"the program's objective is {values[0]:.10g}, its model solved again gives {values[1]:.10g}"
    return Finding("resolve_disagrees", f"{detail}; solve to optimality without a gap")


def agree(left: float | None, right: float | None) -> bool:
    """Whether two objective values are the same within the tolerance."""
    return left is not None and right is not None and close(left, right, TOLERANCE)


def zero_solution(solve: Solve) -> Finding | None:
    """Doing nothing is never worth a problem: all variables and the objective are zero."""
    if not is_zero(solve) or any(abs(value.value) > 1e-9 for value in solve.values) or not solve.values:
        return None
    return Finding("zero_solution", "every decision variable is zero in the optimum; a requirement may be missing")


def exit_code(solve: Solve) -> Finding | None:
    """A program ends by itself and with 0, as in Step-Opt-Instruct (section 3.2): one that never ends is no example."""
    if not solve.exit_code:
        return None
    why = solve.error or f"exit code {solve.exit_code}"
    return Finding(
        "bad_ending", f"the program has the solver's answer and then fails: {why}; let it end with exit code 0"
    )


def printed_answer(solve: Solve) -> Finding | None:
    """What a program prints as its answer is the solver's: whoever learns from it learns what it prints."""
    claimed = solve.claimed_objective
    if solve.status in NOTHING_FOUND and claimed is not None and 0 < abs(claimed) < NO_VALUE:
        detail = f"the program prints {claimed:.10g} as its answer, and ends {solve.status.value}"
        return Finding("printed_answer_differs", f'{detail}; print "No Best Solution" and nothing else as the answer')
    if solve.status is not TerminationStatus.optimal or solve.objective is None:
        return None
    if solve.claims_no_solution:
        detail = f"the program prints that there is no solution, and the solver found {solve.objective:.10g}"
    elif claimed is not None and not close(claimed, solve.objective, PRINTED):
        detail = f"the program prints {claimed:.10g} as its answer, and the solver found {solve.objective:.10g}"
    else:
        return None
    return Finding(
        "printed_answer_differs", f"{detail}; print the solver's objective value and nothing else as the answer"
    )


def is_zero(solve: Solve) -> bool:
    """Whether the optimum is worth nothing."""
    return solve.status is TerminationStatus.optimal and solve.objective is not None and abs(solve.objective) <= 1e-9


def marks(subject: Subject, solve: Solve) -> Iterator[str]:
    """Findings that do not reject."""
    if subject.resolved is None or subject.resolved.status not in (*ANSWERS, OPEN):
        yield "not_resolved"
    if solve.status is not TerminationStatus.optimal or solve.objective is None:
        return
    if is_zero(solve):
        yield "zero_solution"
