"""HiGHS in this process: what it proved, and no more than that."""

from random import Random

from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row


def market_split(rows: int, size: int) -> LinearModel:
    """Equations over yes/no decisions that some decisions satisfy, hard to find, beside an amount without end."""
    rng = Random(1)
    hidden = [rng.randint(0, 1) for _ in range(size)]
    numbers = [[float(rng.randint(0, 99)) for _ in range(size)] for _ in range(rows)]
    sides = [sum(number * answer for number, answer in zip(row, hidden, strict=True)) for row in numbers]
    columns = [Column(f"x{at}", VariableKind.binary, 0, 1) for at in range(size)]
    columns.append(Column("z", VariableKind.continuous, 0, INFINITY, 1))
    equations = [Row("r", dict(enumerate(row)), side, side) for row, side in zip(numbers, sides, strict=True)]
    return LinearModel(ObjectiveSense.maximize, tuple(columns), tuple(equations))


def test_a_search_that_met_its_limit_has_not_shown_that_there_is_no_solution():
    answer = solve_linear_model(market_split(3, 25), options={"mip_max_nodes": 200})
    assert answer.status is TerminationStatus.solver_limit
