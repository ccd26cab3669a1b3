"""Measures the size of a problem."""

from schemas.candidate import Difficulty
from schemas.solve import ModelStatistics
from schemas.technique import Technique


def measure(
    statement: str,
    statistics: ModelStatistics | None,
    solve_seconds: float | None = None,
    found: tuple[Technique, ...] = (),
) -> Difficulty:
    """Size of a problem by its words and by its model; without a model by its words alone.

    Args:
        statement: its words.
        statistics: of the model that its program built.
        solve_seconds: wall seconds inside the solver.
        found: modelling techniques that the model shows.
    """
    words = len(statement.split())
    if statistics is None:
        return Difficulty(words=words, solve_seconds=solve_seconds)
    return Difficulty(
        words=words,
        variables=statistics.continuous + statistics.integer + statistics.binary,
        constraints=statistics.constraints,
        nonzeros=statistics.nonzeros,
        integers=statistics.integer + statistics.binary,
        solve_seconds=solve_seconds,
        techniques=found,
    )
