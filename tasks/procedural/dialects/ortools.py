"""Programs for OR-Tools: CP-SAT where everything is whole and bounded, the linear solver everywhere else."""

from schemas.formulation import Formulation
from tasks.procedural.dialects.cp_sat import CP_SAT, is_whole
from tasks.procedural.dialects.linear_solver import write_linear


def write_ortools(formulation: Formulation) -> str:
    """Write for CP-SAT what it can state just as it is, else for the linear solver."""
    return CP_SAT.write(formulation) if is_whole(formulation) else write_linear(formulation)
