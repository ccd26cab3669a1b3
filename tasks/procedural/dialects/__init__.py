"""Prints a formulation as an idiomatic program in a solver's modelling library."""

from collections.abc import Callable

from schemas.formulation import Formulation
from schemas.solve import SolverName
from tasks.procedural.dialects.copt import write_copt
from tasks.procedural.dialects.pulp import write_pulp

DIALECTS: dict[SolverName, Callable[[Formulation], str]] = {SolverName.copt: write_copt, SolverName.pulp: write_pulp}


def write_program(formulation: Formulation, solver: SolverName) -> str:
    """Write the program for a solver.

    Raises:
        ValueError: no dialect for this solver; the message names those there are.
    """
    if solver not in DIALECTS:
        raise ValueError(f"programs for {solver} can't be written yet; choose one of {', '.join(DIALECTS)}")
    return DIALECTS[solver](formulation)
