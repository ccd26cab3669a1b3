"""What solvers say about a captured model, and about variants of it; each opinion is a `Solve`."""

from collections.abc import Iterator

from schemas.solve import Limits, Solve, SolverName
from tasks.algebra.errors import AlgebraError
from tasks.algebra.mps import read_mps
from tasks.sandbox.running import READERS, Door
from tasks.second_opinion.variants import relaxed, without, write

TIGHTEST = 1e-9
"""The smallest tolerance that all solvers take."""
ENGINES = {SolverName.pyomo: SolverName.highs}
"""Whose mathematics a modelling library lends, where it is one of the readers."""


def other_solvers(solver: SolverName) -> tuple[SolverName, ...]:
    """The solvers that can give a second opinion on a program for this one, the first choice first."""
    return tuple(reader for reader in READERS if reader is not ENGINES.get(solver, solver))


def by_another_solver(door: Door, mps: str, limits: Limits, solver: SolverName) -> Solve:
    """Solve the model elsewhere; a linear one is written anew, in names that every solver takes."""
    try:
        text = write(read_mps(mps))
    except AlgebraError:
        text = mps
    return door.solve_model(text, limits, solver)


def at_tightest(door: Door, mps: str, limits: Limits, solver: SolverName = SolverName.highs) -> Solve:
    """Solve the model at gap 0 with the tightest tolerances: an optimum that lived on a tolerance changes."""
    exact = limits.model_copy(update={"relative_gap": 0.0, "tolerance": TIGHTEST})
    return door.solve_model(mps, exact, solver)


def of_relaxation(door: Door, mps: str, limits: Limits, solver: SolverName = SolverName.highs) -> Solve:
    """Solve the model with its integer variables relaxed.

    Raises:
        AlgebraError: the model is not linear.
    """
    return door.solve_model(write(relaxed(read_mps(mps))), limits, solver)


def of_each_left_out(
    door: Door, mps: str, limits: Limits, solver: SolverName = SolverName.highs
) -> Iterator[tuple[str, Solve]]:
    """Solve the model once without each of its constraints, in their order; stop asking to stop solving.

    Raises:
        AlgebraError: the model is not linear.
    """
    model = read_mps(mps)
    for row in model.rows:
        yield row.name, door.solve_model(write(without(model, row.name)), limits, solver)
