"""Ties activities to yes/no decisions: no amount without the decision, through a tight derived bound."""

from dataclasses import dataclass

from schemas.formulation import Constraint, Formulation, Parameter, Variable, VariableKind
from tasks.algebra.expression import rename_expression
from tasks.algebra.text import member_text
from tasks.procedural.operators.bounds import tight_bound
from tasks.procedural.operators.editing import fresh_name
from tasks.procedural.operators.groups import Entry, Row
from tasks.procedural.operators.study import Study


@dataclass(frozen=True)
class Link:
    """Whether something takes place: an expression that is 0 or 1, and what it needs."""

    chosen: str
    parameters: tuple[Parameter, ...] = ()
    variables: tuple[Variable, ...] = ()
    constraints: tuple[Constraint, ...] = ()


def link_row(study: Study, row: Row) -> Link:
    """A yes/no decision for each member of a row; the row itself where it is one already.

    Raises:
        NotApplicable: no bound of the activity can be derived.
    """
    variable, formulation = row.variable, study.formulation
    if variable.kind is VariableKind.binary:
        return Link(row.expression)
    bound, new = bound_parameter(study, variable)
    indicator = new_indicator(formulation, variable.name, (row.set_name,))
    chosen = f"{indicator.name}[{row.index}]"
    most = row.expression.replace(variable.name, bound, 1)
    constraint = Constraint(
        name=fresh_name(formulation, f"link_{variable.name}"),
        expression=f"{row.expression} <= {most} * {chosen}",
        forall=row.clause,
        meaning="nothing without the decision for it",
    )
    return Link(chosen, new, (indicator,), (constraint,))


def link_entry(study: Study, entry: Entry) -> Link:
    """A yes/no decision for one entry; the entry itself where it is one already.

    Raises:
        NotApplicable: no bound of the entry can be derived.
    """
    variable, formulation = entry.variable, study.formulation
    if variable.kind is VariableKind.binary:
        return Link(entry.expression)
    derivation, value = bound_at(study, entry)
    name = fresh_name(formulation, f"top_{variable.name}")
    most = Parameter(name=name, values=(value,), meaning="most that the other limits allow", derivation=derivation)
    indicator = new_indicator(formulation, variable.name, ())
    constraint = Constraint(
        name=fresh_name(formulation, f"link_{variable.name}"),
        expression=f"{entry.expression} <= {name} * {indicator.name}",
        meaning="nothing without the decision for it",
    )
    return Link(indicator.name, (most,), (indicator,), (constraint,))


def new_indicator(formulation: Formulation, name: str, sets: tuple[str, ...]) -> Variable:
    """A yes/no decision for an activity."""
    fresh = fresh_name(formulation, f"use_{name}")
    return Variable(name=fresh, sets=sets, kind=VariableKind.binary, meaning="1 if there is any of it, else 0")


def bound_parameter(study: Study, variable: Variable) -> tuple[str, tuple[Parameter, ...]]:
    """Name of a derived parameter that bounds a variable by key, and the parameter itself where it is new."""
    derivation, values = tight_bound(study, variable)
    for parameter in study.formulation.parameters:
        if parameter.derivation == derivation and parameter.sets == variable.sets:
            return parameter.name, ()
    name = fresh_name(study.formulation, f"most_{variable.name}")
    meaning = "most that the other limits allow"
    return name, (Parameter(name=name, sets=variable.sets, values=values, meaning=meaning, derivation=derivation),)


def bound_at(study: Study, entry: Entry) -> tuple[str, float]:
    """Derivation and value of the bound at one key.

    Raises:
        NotApplicable: no bound can be derived.
    """
    derivation, values = tight_bound(study, entry.variable)
    parts = entry.key if isinstance(entry.key, tuple) else () if entry.key is None else (entry.key,)
    columns = [column for (name, _), column in study.columns.items() if name == entry.variable.name]
    return at_labels(derivation, parts), values[columns.index(entry.column)]


def at_labels(derivation: str, parts: tuple[str | int, ...]) -> str:
    """A derivation with labels in place of its indices: `demand[i1]` becomes `demand["desk"]`."""
    places = {f"i{position}": f"label__{position}" for position in range(1, len(parts) + 1)}
    text = rename_expression(derivation, places) if parts else derivation
    for place, part in zip(places.values(), parts, strict=True):
        text = text.replace(place, member_text(part))
    return text
