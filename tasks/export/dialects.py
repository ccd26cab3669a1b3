"""Programs of a problem in the dialects that an export asks for.

A program that the lake holds has been checked already. One in a further dialect is printed from the blueprint and runs
through the door: it is kept where its captured model, solved again, gives the stored answer.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from schemas.candidate import Candidate, Program
from schemas.export_spec import ExportSpec
from schemas.solve import Limits, SolverName
from tasks.derivation import agrees, from_blueprint
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import Door, UnsupportedSolver, open_door

AT_A_TIME = 4
Programs = dict[str, tuple[Program, ...]]
"""Programs by a candidate's id."""


def find_programs(problems: Sequence[Candidate], spec: ExportSpec) -> Programs:
    """The programs of each problem that has any of the dialects.

    Raises:
        SandboxError: there is no door to run further dialects through.
    """
    if not spec.solvers:
        return {problem.id: problem.programs[:1] for problem in problems if problem.programs}
    missing = [
        (problem, solver) for problem in problems for solver in spec.solvers if problem.program_for(solver) is None
    ]
    printed = dict(print_programs(missing, spec)) if missing else {}
    found = {problem.id: tuple(in_dialects(problem, spec.solvers, printed)) for problem in problems}
    return {name: programs for name, programs in found.items() if programs}


def in_dialects(
    problem: Candidate, solvers: Iterable[SolverName], printed: dict[tuple[str, SolverName], Program]
) -> Iterator[Program]:
    """A problem's programs, in the order of the solvers."""
    for solver in solvers:
        program = problem.program_for(solver) or printed.get((problem.id, solver))
        if program:
            yield program


def print_programs(
    missing: Sequence[tuple[Candidate, SolverName]], spec: ExportSpec
) -> Iterator[tuple[tuple[str, SolverName], Program]]:
    """Programs in dialects that problems lack, those that give the stored answer."""
    door = open_door(spec.door)

    def print_pair(pair: tuple[Candidate, SolverName]) -> Program | None:
        return print_program(*pair, door)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for (problem, solver), program in zip(missing, pool.map(print_pair, missing), strict=True):
            if program:
                yield (problem.id, solver), program


def print_program(problem: Candidate, solver: SolverName, door: Door) -> Program | None:
    """A problem as a program for a solver; None where it has no blueprint, or another answer comes of it."""
    known = from_blueprint(problem)
    if known is None:
        return None
    try:
        source = write_program(known[0], solver)
        solve, again = door.run_verified(source, solver, Limits())
    except UnsupportedSolver:
        return None
    confirmed = again is None or agrees(problem, again.status, again.objective)
    good = agrees(problem, solve.status, solve.objective) and confirmed
    return Program(solver=solver, source=source) if good else None
