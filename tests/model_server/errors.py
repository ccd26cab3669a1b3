"""Errors that a model server plants in its solutions beside those of `schemas/plant.py`."""

from collections.abc import Callable

from schemas.plant import EVERYWHERE, PROGRAM_KINDS, PlantKind
from tests.model_server.drafts import Solution

UNSOUND = "unsound"
"""Not planted: the operator made a problem that lacks the outcome that it declares, and nobody meant it to."""
WORDS = ("missing_number", "no_op", "duplicate", "infeasible", "unbounded")
"""Kinds that stand in the problem itself."""


def printed_objective(solution: Solution) -> Solution:
    """The program prints a number that it did not compute, behind the solver's own."""
    return solution.with_program(solution.program + "\nprint('Optimal objective value:', 123456.5)\n")


def no_solver(solution: Solution) -> Solution:
    """The program only prints an answer."""
    return solution.with_program("print('Optimal objective value: 4711')\n")


def memory_hog(solution: Solution) -> Solution:
    """The program takes all memory before it solves."""
    return solution.with_program(f"hoard = [bytearray(64 * 2**20) for _ in range(200)]\n{solution.program}")


def endless(solution: Solution) -> Solution:
    """The program never ends."""
    return solution.with_program(f"{solution.program}\nwhile True:\n    pass\n")


def calls_home(solution: Solution) -> Solution:
    """The program asks the network for its data before it solves."""
    call = "import socket\nsocket.create_connection(('127.0.0.1', 9), timeout=2)\n"
    return solution.with_program(call + solution.program)


HOLES: dict[str, Callable[[Solution], Solution]] = {
    "printed_objective": printed_objective,
    "no_solver": no_solver,
    "memory_hog": memory_hog,
    "endless": endless,
    "calls_home": calls_home,
}
MISALIGNED = "misaligned"
"""Formulation and program of another problem."""
SOLUTIONS = (
    *PROGRAM_KINDS,
    *(f"{kind}{EVERYWHERE}" for kind in PROGRAM_KINDS),
    PlantKind.wrong_status.value,
    MISALIGNED,
    *HOLES,
)
"""Kinds that stand in a solution."""
KINDS = (*WORDS, *SOLUTIONS, UNSOUND)
