"""A formulation: the mathematics of a problem as indexed algebra, written in a small subset of Python.

Expressions are Python expressions over the names of sets' indices, parameters and decision variables:

    sum(profit[p] * make[p] for p in PRODUCTS)              an objective
    sum(usage[p, r] * make[p] for p in PRODUCTS) <= capacity[r]     a constraint, stated `for r in RESOURCES`
    stock[t] == stock[t - 1] + make[t] - demand[t]          stated `for t in PERIODS if t > 1`

`tasks/algebra` reads, grounds and renders them; here they are text.
"""

from enum import StrEnum
from typing import TypeVar

from pydantic import Field, field_validator

from schemas.frozen import Frozen
from schemas.solve import ObjectiveSense

Member = str | int | tuple[str | int, ...]
"""An element of an index set: a label, a position (periods), or a tuple of labels (arcs, compatible pairs)."""

NAME = r"^[A-Za-z][A-Za-z0-9_]*$"


class VariableKind(StrEnum):
    """Domain of a decision variable."""

    continuous = "continuous"
    integer = "integer"
    binary = "binary"


class IndexSet(Frozen):
    """A named set that parameters, variables and constraints are indexed by."""

    name: str = Field(pattern=NAME)
    members: tuple[Member, ...]
    meaning: str = ""

    @field_validator("members")
    @classmethod
    def members_are_distinct(cls, members: tuple[Member, ...]) -> tuple[Member, ...]:
        """Reject a set that lists an element twice."""
        if len(set(members)) != len(members):
            raise ValueError(f"an index set lists an element twice: {members}")
        return members


class Parameter(Frozen):
    """Known data: one number for each combination of its index sets' members."""

    name: str = Field(pattern=NAME)
    sets: tuple[str, ...] = ()
    """Index sets, in order; empty for a scalar."""
    values: tuple[float, ...]
    """Row-major over the product of the sets' members."""
    meaning: str = ""
    """What it is, with its unit: `profit per unit, in dollars`."""
    derivation: str = ""
    """An expression over other parameters for data that the words do not state, such as a tight Big-M."""


class Variable(Frozen):
    """An unknown that the model decides: one for each combination of its index sets' members."""

    name: str = Field(pattern=NAME)
    sets: tuple[str, ...] = ()
    kind: VariableKind = VariableKind.continuous
    lower: float | None = 0.0
    """None: unbounded below."""
    upper: float | None = None
    """None: unbounded above (a binary variable's bounds are 0 and 1 whatever stands here)."""
    meaning: str = ""


class Objective(Frozen):
    """What is optimized, and in which direction."""

    sense: ObjectiveSense
    expression: str
    meaning: str = ""


class Constraint(Frozen):
    """A family of rows: a comparison, stated for each combination that `forall` names."""

    name: str = Field(pattern=NAME)
    expression: str
    """`left <= right`, `left >= right` or `left == right`."""
    forall: str = ""
    """Empty for one row, else Python's comprehension clauses: `for r in RESOURCES if r != "steel"`."""
    meaning: str = ""


Part = TypeVar("Part", IndexSet, Parameter, Variable, Constraint)


class Formulation(Frozen):
    """Sets, parameters, decision variables, objective and constraints of one problem, with its data."""

    sets: tuple[IndexSet, ...]
    parameters: tuple[Parameter, ...]
    variables: tuple[Variable, ...]
    objective: Objective
    constraints: tuple[Constraint, ...]

    def __hash__(self) -> int:
        """One hash for equal formulations, so that what was found out about one can be remembered."""
        return hash((self.sets, self.parameters, self.variables, self.objective, self.constraints))

    def index_set(self, name: str) -> IndexSet:
        """Return the index set of that name; KeyError when there is none."""
        return next_named(self.sets, name)

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of that name; KeyError when there is none."""
        return next_named(self.parameters, name)

    def variable(self, name: str) -> Variable:
        """Return the decision variable of that name; KeyError when there is none."""
        return next_named(self.variables, name)

    def constraint(self, name: str) -> Constraint:
        """Return the constraint of that name; KeyError when there is none."""
        return next_named(self.constraints, name)

    def names(self) -> frozenset[str]:
        """Every name that is taken."""
        parts = (*self.sets, *self.parameters, *self.variables, *self.constraints)
        return frozenset(part.name for part in parts)


def next_named(parts: tuple[Part, ...], name: str) -> Part:
    """Return the part of that name; KeyError when there is none."""
    for part in parts:
        if part.name == name:
            return part
    raise KeyError(name)
