"""Linear expressions over the columns of a model."""

from collections.abc import Iterable
from typing import Any

from tasks.algebra.errors import AlgebraError


class Linear:
    """A linear expression over columns: coefficients by position, and a constant."""

    __slots__ = ("coefficients", "constant")

    def __init__(self, coefficients: dict[int, float], constant: float = 0.0) -> None:
        """Own the dictionary that is handed in."""
        self.coefficients = coefficients
        self.constant = constant

    def add(self, other: "Linear | float") -> None:
        """Add to this very expression."""
        if not isinstance(other, Linear):
            self.constant += other
            return
        self.constant += other.constant
        for position, value in other.coefficients.items():
            self.coefficients[position] = self.coefficients.get(position, 0.0) + value

    def __add__(self, other: "Linear | float") -> "Linear":
        """Sum of two expressions, or of one and a number."""
        total = Linear(dict(self.coefficients), self.constant)
        total.add(other)
        return total

    __radd__ = __add__

    def __mul__(self, factor: "Linear | float") -> "Linear":
        """Product with a number; AlgebraError for a product of two variables."""
        if isinstance(factor, Linear):
            if not factor.coefficients:
                return self * factor.constant
            if self.coefficients:
                raise AlgebraError("a product of two decision variables is not linear")
            return factor * self.constant
        return Linear({p: v * factor for p, v in self.coefficients.items()}, self.constant * factor)

    __rmul__ = __mul__

    def __neg__(self) -> "Linear":
        """Negative of the expression."""
        return self * -1.0

    def __truediv__(self, divisor: float) -> "Linear":
        """Quotient by a number; AlgebraError for a variable in the denominator."""
        if isinstance(divisor, Linear):
            raise AlgebraError("a decision variable in a denominator is not linear")
        return self * (1.0 / divisor)

    def __bool__(self) -> bool:
        """Refuse truth: a decision variable can't stand in a condition."""
        raise AlgebraError("a decision variable can't stand in a condition, min or max")

    def __lt__(self, _: object) -> bool:
        """Refuse comparison, and so `min` and `max`."""
        return bool(self)

    __le__ = __gt__ = __ge__ = __lt__

    def __eq__(self, _: object) -> bool:
        """Refuse to be told equal or other: which of the two it is depends on the solution."""
        return bool(self)


def add_up(terms: Iterable[Any]) -> Linear | float:
    """`sum` of the algebra: linear time also for long sums."""
    coefficients: dict[int, float] = {}
    constant, is_linear = 0.0, False
    for term in terms:
        if isinstance(term, Linear):
            is_linear = True
            constant += term.constant
            for position, value in term.coefficients.items():
                coefficients[position] = coefficients.get(position, 0.0) + value
        else:
            constant += term
    return Linear(coefficients, constant) if is_linear else constant
