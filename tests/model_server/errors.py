"""Errors that a model server plants in its solutions beside those of `schemas/plant.py`."""

from collections.abc import Callable, Sequence

from schemas.frozen import content_hash
from schemas.plant import EVERYWHERE, PROGRAM_KINDS, PlantKind
from tests.model_server.drafts import Solution

UNSOUND = "unsound"
"""Not planted: the operator made a problem that lacks the outcome that it declares, and nobody meant it to."""
SILENT_JUDGE = "silent_judge"
"""Not an error of the teacher's: a judge of this problem never comes to a verdict, however often it is asked."""
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
    """The program asks the network for its data before it solves, and fails where nobody answers."""
    call = "import socket\nsocket.create_connection(('127.0.0.1', 9), timeout=2)\n"
    return solution.with_program(call + solution.program)


def tells_tales(solution: Solution) -> Solution:
    """The program tells the network of itself before it solves, and goes on where nobody listens."""
    call = "import urllib.request\ntry:\n    urllib.request.urlopen('http://127.0.0.1:9/', timeout=2)\n"
    return solution.with_program(f"{call}except OSError:\n    pass\n{solution.program}")


HOLES: dict[str, Callable[[Solution], Solution]] = {
    "printed_objective": printed_objective,
    "no_solver": no_solver,
    "memory_hog": memory_hog,
    "endless": endless,
    "calls_home": calls_home,
    "tells_tales": tells_tales,
}
MISALIGNED = "misaligned"
"""Formulation and program of another problem."""
STALE = "stale_parent_solution"
"""Formulation and program of the parent."""
BROKEN_BY_REPAIR = "broken_by_repair"
"""The correction mends what was found, and answers the parent."""
SOLUTIONS = (
    *PROGRAM_KINDS,
    *(f"{kind}{EVERYWHERE}" for kind in PROGRAM_KINDS),
    PlantKind.wrong_status.value,
    MISALIGNED,
    STALE,
    *HOLES,
)
"""Kinds that stand in a solution."""
KINDS = (*WORDS, *SOLUTIONS, BROKEN_BY_REPAIR, SILENT_JUDGE, UNSOUND)


def plant_key(shown: Sequence[str], text: str) -> str:
    """What a planted error is found by: the words of the problems that were shown, and the answer as it came.

    Args:
        shown: the parents' words where a child is written, else the problem's.
        text: the completion.
    """
    return content_hash([[words.strip() for words in shown], text])
