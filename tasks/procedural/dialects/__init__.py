"""Prints a formulation as an idiomatic program in a solver's modelling library."""

from collections.abc import Callable, Mapping
from typing import Final

from schemas.formulation import Formulation
from schemas.solve import SolverName
from tasks.procedural.dialects.copt import COPT
from tasks.procedural.dialects.gurobi import GUROBI
from tasks.procedural.dialects.highs import HIGHS
from tasks.procedural.dialects.ortools import write_ortools
from tasks.procedural.dialects.pulp import PULP
from tasks.procedural.dialects.pyomo import write_pyomo
from tasks.procedural.dialects.scip import SCIP

DIALECTS: Final[Mapping[SolverName, Callable[[Formulation], str]]] = {
    SolverName.copt: COPT.write,
    SolverName.gurobi: GUROBI.write,
    SolverName.pulp: PULP.write,
    SolverName.ortools: write_ortools,
    SolverName.highs: HIGHS.write,
    SolverName.scip: SCIP.write,
    SolverName.pyomo: write_pyomo,
}


def write_program(formulation: Formulation, solver: SolverName) -> str:
    """Write the program for a solver."""
    return DIALECTS[solver](formulation)
