"""One honest program behind a door: whether what came of it is what must come of it."""

from collections.abc import Iterable

from schemas.solve import Limits, Solve, SolverName, TerminationStatus
from tasks.sandbox.door import Door
from tasks.sandbox.verify import close
from tests.corpus import Honest, honest_programs

HONEST_MIB = 2048
"""Address space; CP-SAT and COPT reserve more than they use."""
QUICK_SECONDS = 5


def quick_programs(solvers: Iterable[str] = tuple(SolverName)) -> list[Honest]:
    """Honest programs that do not live on their time limit, and whose solver is one of these."""
    return [p for p in honest_programs() if p.solver in solvers and p.wall_seconds > QUICK_SECONDS]


def wrongs(door: Door, program: Honest) -> list[str]:
    """Run a program, confirm its record, and say what is not as its header says."""
    solve, _ = door.run_verified(program.source, program.solver, limits(program))
    found: dict[str, tuple[object, object]] = {"status": (solve.status.value, program.status.value)}
    found |= {"solves": (solve.solves, program.solves), "exit code": (solve.exit_code, program.exit_code)}
    if not _is_right(solve.objective, program):
        found["objective"] = (solve.objective, program.objective)
    if program.claims is not None:
        found["claim"] = (solve.claimed_objective, program.claims)
    differing = [f"{name} {seen}, not {wanted}" for name, (seen, wanted) in found.items() if seen != wanted]
    return [*differing, *_words(solve, program)]


def limits(program: Honest) -> Limits:
    """The limits of an honest program."""
    return Limits(wall_seconds=program.wall_seconds, memory_mib=HONEST_MIB)


def _words(solve: Solve, program: Honest) -> list[str]:
    found: list[str] = []
    if program.error not in (solve.error or "") or bool(program.error) != bool(solve.error):
        found.append(f"error {solve.error!r}, not {program.error!r}")
    if program.prints not in solve.stdout:
        found.append(f"prints {solve.stdout[-200:]!r}, not {program.prints!r}")
    return found


def _is_right(objective: float | None, program: Honest) -> bool:
    """Whether an objective is the expected one; an incumbent at a time limit is any number, but must be there."""
    if program.status is TerminationStatus.time_limit:
        return objective is not None
    return objective is program.objective or close(objective, program.objective)
