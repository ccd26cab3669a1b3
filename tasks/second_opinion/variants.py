"""Variants of a captured model: its integer variables relaxed, a constraint left out, written so that all read it."""

from dataclasses import replace

from schemas.formulation import VariableKind
from solver_images.runner import linear
from tasks.algebra.linear_model import LinearModel


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


def is_relaxed(model: LinearModel) -> bool:
    """Whether the model is its own relaxation."""
    return all(column.kind is VariableKind.continuous for column in model.columns)


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


def flipped(model: LinearModel) -> LinearModel | None:
    """The model with the other variable type: continuous where it has integers, else integer; binaries stay.

    None where all its variables are binary.
    """
    kinds = {column.kind for column in model.columns}
    old = VariableKind.integer if VariableKind.integer in kinds else VariableKind.continuous
    if old not in kinds:
        return None
    new = VariableKind.continuous if old is VariableKind.integer else VariableKind.integer
    columns = tuple(replace(column, kind=new) if column.kind is old else column for column in model.columns)
    return replace(model, columns=columns)
