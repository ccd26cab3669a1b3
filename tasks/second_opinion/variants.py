"""Variants of a captured model: its integer variables relaxed, a constraint left out, written so that all read it."""

from dataclasses import replace

from schemas.formulation import VariableKind
from solver_images.runner import linear
from tasks.algebra.errors import AlgebraError
from tasks.algebra.linear_model import LinearModel
from tasks.algebra.mps import read_mps

LINEAR_SECTIONS = {"NAME", "OBJSENSE", "OBJSENSE:", "OBJNAME", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"}
SEMI = ("SC", "SI", "SN")
"""Kinds of bounds of semicontinuous and semi-integer variables."""


def read_linear(mps: str) -> LinearModel:
    """Read a captured model that is linear.

    Raises:
        AlgebraError: it holds something else, which a linear model would silently lose, or cannot be read.
    """
    section = ""
    for line in mps.splitlines():
        words = line.split()
        if not words or line.startswith("*"):
            continue
        if line[0] != " ":
            section = words[0].upper()
        beyond = words[0] if section == "BOUNDS" and words[0].upper() in SEMI else section
        if beyond not in LINEAR_SECTIONS:
            raise AlgebraError(f"this model is not linear: its MPS text holds {beyond}; ask a solver that reads it")
    return read_mps(mps)


def write(model: LinearModel) -> str:
    """Write a model as MPS that says everything, in names that every solver takes."""
    columns = [
        linear.Column(column.name, column.kind is not VariableKind.continuous, column.lower, column.upper, column.cost)
        for column in model.columns
    ]
    rows = [linear.Row(row.name, row.lower, row.upper, list(row.coefficients.items())) for row in model.rows]
    return linear.write_mps(linear.Linear(model.sense.value, model.constant, columns, rows))


def relaxed(model: LinearModel) -> LinearModel:
    """The model with all its variables continuous: its optimum bounds that of the model."""
    return replace(model, columns=tuple(replace(column, kind=VariableKind.continuous) for column in model.columns))


def without(model: LinearModel, row: str) -> LinearModel:
    """The model without one constraint: an optimum that stays the same says that it does not bind.

    Raises:
        KeyError: it has no constraint of this name.
    """
    kept = tuple(other for other in model.rows if other.name != row)
    if len(kept) == len(model.rows):
        names = ", ".join(other.name for other in model.rows[:5])
        raise KeyError(f"no constraint {row!r} in this model; it has {len(model.rows)}, such as {names}")
    return replace(model, rows=kept)
