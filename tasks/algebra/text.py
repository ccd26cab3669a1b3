"""Prints a formulation as Markdown that people read and parsers read back: the target text of the data set.

## Sets
- `ITEMS = ["desk", "chair"]`: the products
## Parameters
- `profit[ITEMS] = {"desk": 30, "chair": 45}`: profit per unit, in dollars
- `most[ITEMS] = {"desk": 12, "chair": 9}`, derived by `limit / use[i1]`: the most that fits
## Decision variables
- `0 <= make[ITEMS]`, integer: the number of units made
## Objective
- `maximize sum(profit[i] * make[i] for i in ITEMS)`: total profit
## Constraints
- capacity, `for r in RESOURCES`: `sum(use[i, r] * make[i] for i in ITEMS) <= limit[r]`: hours per week
"""

import json
import re
from typing import Any, cast

from schemas.formulation import (
    Constraint,
    Formulation,
    IndexSet,
    Member,
    Objective,
    Parameter,
    Variable,
    VariableKind,
)
from schemas.solve import ObjectiveSense
from tasks.algebra.errors import AlgebraError
from tasks.algebra.expression import shown
from tasks.algebra.ground import Key, keys_of, parameter_table
from tasks.algebra.limits import LARGEST_NUMBER, LARGEST_WHOLE, MOST_CHARACTERS, MOST_MEMBERS, refuse_beyond
from tasks.algebra.numbers import number_text
from tasks.algebra.syntax import parse_literal

HEADINGS = ("Sets", "Parameters", "Decision variables", "Objective", "Constraints")


def member_text(member: Member) -> str:
    """A member as a Python literal with double quotes."""
    if isinstance(member, tuple):
        return f"({', '.join(member_text(part) for part in member)})"
    return json.dumps(member, ensure_ascii=False) if isinstance(member, str) else str(member)


def table_text(table: dict[Key, float] | float) -> str:
    """Data as a Python literal."""
    if not isinstance(table, dict):
        return number_text(table)
    return "{" + ", ".join(f"{member_text(key)}: {number_text(value)}" for key, value in table.items()) + "}"


def brackets(sets: tuple[str, ...]) -> str:
    """`[ITEMS, PERIODS]`, or nothing for a scalar."""
    return f"[{', '.join(sets)}]" if sets else ""


def print_formulation(formulation: Formulation) -> str:
    """Print all five parts; `parse_formulation` reads the text back to an equal formulation."""
    parts = (
        [set_line(index_set) for index_set in formulation.sets],
        [parameter_line(formulation, parameter) for parameter in formulation.parameters],
        [variable_line(variable) for variable in formulation.variables],
        [objective_line(formulation.objective)],
        [constraint_line(constraint) for constraint in formulation.constraints],
    )
    blocks = [f"## {heading}\n" + "\n".join(lines) for heading, lines in zip(HEADINGS, parts, strict=True)]
    return "\n\n".join(block.strip() for block in blocks) + "\n"


def ending(meaning: str) -> str:
    """The meaning behind its colon."""
    return f": {meaning}" if meaning else ""


def set_line(index_set: IndexSet) -> str:
    """One line of `## Sets`."""
    members = ", ".join(member_text(member) for member in index_set.members)
    return f"- `{index_set.name} = [{members}]`{ending(index_set.meaning)}"


def parameter_line(formulation: Formulation, parameter: Parameter) -> str:
    """One line of `## Parameters`."""
    table = table_text(parameter_table(formulation, parameter))
    derived = f", derived by `{parameter.derivation}`" if parameter.derivation else ""
    return f"- `{parameter.name}{brackets(parameter.sets)} = {table}`{derived}{ending(parameter.meaning)}"


def variable_line(variable: Variable) -> str:
    """One line of `## Decision variables`."""
    below = "" if variable.lower is None else f"{number_text(variable.lower)} <= "
    above = "" if variable.upper is None else f" <= {number_text(variable.upper)}"
    if variable.kind is VariableKind.binary:
        below = above = ""
    name = f"{variable.name}{brackets(variable.sets)}"
    return f"- `{below}{name}{above}`, {variable.kind.value}{ending(variable.meaning)}"


def objective_line(objective: Objective) -> str:
    """The line of `## Objective`."""
    return f"- `{objective.sense.value} {objective.expression}`{ending(objective.meaning)}"


def constraint_line(constraint: Constraint) -> str:
    """One line of `## Constraints`."""
    forall = f", `{constraint.forall}`" if constraint.forall else ""
    return f"- {constraint.name}{forall}: `{constraint.expression}`{ending(constraint.meaning)}"


CODE = r"""(?:[^`"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*"""
"""What stands between backticks; a label in quotes may hold one itself."""
SET = re.compile(rf"^- `(\w+) = (\[{CODE}\])`(?:: (.*))?$")
PARAMETER = re.compile(rf"^- `(\w+)(?:\[([^\]]*)\])? = ({CODE})`(?:, derived by `({CODE})`)?(?:: (.*))?$")
VARIABLE = re.compile(
    r"^- `(?:(-?[\d.]+) <= )?([A-Za-z]\w*)(?:\[([^\]]*)\])?(?: <= (-?[\d.]+))?`, "
    r"(continuous|integer|binary)(?:: (.*))?$"
)
OBJECTIVE = re.compile(rf"^- `(minimize|maximize) ({CODE})`(?:: (.*))?$")
CONSTRAINT = re.compile(rf"^- (\w+)(?:, `({CODE})`)?: `({CODE})`(?:: (.*))?$")


def parse_formulation(text: str) -> Formulation:
    """Read a formulation back from its Markdown.

    Raises:
        AlgebraError: a heading is missing or a line is not in the form above; the message quotes the line.
    """
    refuse_beyond(len(text), MOST_CHARACTERS, "characters of a formulation")
    blocks = split_blocks(text)
    sets = tuple(read_set(line) for line in blocks["Sets"])
    members = {index_set.name: index_set.members for index_set in sets}
    objectives = [read_objective(line) for line in blocks["Objective"]]
    if len(objectives) != 1:
        raise AlgebraError(f"a formulation has one objective; this text has {len(objectives)}")
    skeleton = Formulation(sets=sets, parameters=(), variables=(), objective=objectives[0], constraints=())
    return Formulation(
        sets=sets,
        parameters=tuple(read_parameter(line, skeleton) for line in blocks["Parameters"]),
        variables=tuple(read_variable(line, set(members)) for line in blocks["Decision variables"]),
        objective=objectives[0],
        constraints=tuple(read_constraint(line) for line in blocks["Constraints"]),
    )


def split_blocks(text: str) -> dict[str, list[str]]:
    """Lines that start with a dash, by heading."""
    blocks: dict[str, list[str]] = {}
    heading = ""
    for line in text.split("\n"):  # a label may hold what `splitlines` takes for the end of a line
        if line.startswith("## "):
            heading = line[3:].strip()
            blocks[heading] = []
        elif line.startswith("- ") and heading:
            blocks[heading].append(line.rstrip())
    missing = [name for name in HEADINGS if name not in blocks]
    if missing:
        raise AlgebraError(f"the formulation has no heading '## {missing[0]}'")
    return blocks


def match_line(pattern: re.Pattern[str], line: str, part: str) -> re.Match[str]:
    """Match a line or say which form it should have."""
    match = pattern.match(line)
    if match is None:
        raise AlgebraError(f"cannot read this {part} of the formulation: {shown(line)}")
    return match


def literal(text: str, line: str) -> Any:
    """Evaluate a Python literal or say where it failed."""
    try:
        return parse_literal(text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise AlgebraError(f"cannot read the data in {shown(line)}: {error}") from error


def names_list(text: str | None) -> tuple[str, ...]:
    """Names between brackets."""
    return tuple(name.strip() for name in text.split(",")) if text else ()


def read_set(line: str) -> IndexSet:
    """Read one line of `## Sets`."""
    match = match_line(SET, line, "set")
    members = tuple(literal(match[2], line))
    refuse_beyond(len(members), MOST_MEMBERS, f"elements of {match[1]}")
    for member in members:
        check_member(member, line)
    return IndexSet(name=match[1], members=members, meaning=match[3] or "")


def check_member(member: Any, line: str) -> None:
    """Raise AlgebraError where an element is neither a label, nor a whole number, nor a tuple of them."""
    parts: tuple[Any, ...] = cast("tuple[Any, ...]", member) if isinstance(member, tuple) else (member,)
    for part in parts:
        if type(part) is not str and (type(part) is not int or abs(part) > LARGEST_WHOLE):
            kinds = f"labels and whole numbers up to {LARGEST_WHOLE:,}"
            raise AlgebraError(f"an element of a set is none of {kinds}, in {shown(line)}")


def read_parameter(line: str, skeleton: Formulation) -> Parameter:
    """Read one line of `## Parameters`; the data must have exactly the keys that its sets give."""
    match = match_line(PARAMETER, line, "parameter")
    sets, data = names_list(match[2]), literal(match[3], line)
    if not sets and isinstance(data, int | float):
        values = (number(data, line),)
    elif sets and isinstance(data, dict):
        values = keyed_values(line, keys_of_sets(skeleton, sets, line), cast("dict[Any, Any]", data))
    else:
        raise AlgebraError(f"the data do not fit the index sets in {shown(line)}")
    return Parameter(name=match[1], sets=sets, values=values, meaning=match[5] or "", derivation=match[4] or "")


def keys_of_sets(skeleton: Formulation, sets: tuple[str, ...], line: str) -> list[Key]:
    """Keys over sets, or an error that names the unknown one."""
    try:
        return keys_of(skeleton, sets)
    except KeyError as error:
        raise AlgebraError(f"{error.args[0]!r} is no set of this formulation, in {shown(line)}") from error


def keyed_values(line: str, keys: list[Key], data: dict[Any, Any]) -> tuple[float, ...]:
    """Values in the order of the keys."""
    missing = [key for key in keys if key not in data]
    if missing or len(data) != len(keys):
        raise AlgebraError(
            f"the data have {len(data)} entries for {len(keys)} keys (first missing: {missing[:1]}), in {shown(line)}"
        )
    return tuple(number(data[key], line) for key in keys)


def number(value: Any, line: str) -> float:
    """A number of the data; AlgebraError where it is none, or not finite."""
    if isinstance(value, int | float) and abs(value) <= LARGEST_NUMBER:
        return float(value)
    raise AlgebraError(
        f"the data hold {shown(repr(value))}, which is no number up to {LARGEST_NUMBER:g}, in {shown(line)}"
    )


def read_variable(line: str, known_sets: set[str]) -> Variable:
    """Read one line of `## Decision variables`."""
    match = match_line(VARIABLE, line, "decision variable")
    sets = names_list(match[3])
    if unknown := [name for name in sets if name not in known_sets]:
        raise AlgebraError(f"{unknown[0]!r} is no set of this formulation, in {shown(line)}")
    kind = VariableKind(match[5])
    lower = bound(match[1], line) if match[1] else (0.0 if kind is VariableKind.binary else None)
    upper = bound(match[4], line) if match[4] else None
    return Variable(name=match[2], sets=sets, kind=kind, lower=lower, upper=upper, meaning=match[6] or "")


def bound(text: str, line: str) -> float:
    """A bound of a variable."""
    try:
        value = float(text)
    except ValueError as error:
        raise AlgebraError(f"the bound {shown(text)} is no number, in {shown(line)}") from error
    return number(value, line)


def read_objective(line: str) -> Objective:
    """Read the line of `## Objective`."""
    match = match_line(OBJECTIVE, line, "objective")
    return Objective(sense=ObjectiveSense(match[1]), expression=match[2], meaning=match[3] or "")


def read_constraint(line: str) -> Constraint:
    """Read one line of `## Constraints`."""
    match = match_line(CONSTRAINT, line, "constraint")
    return Constraint(name=match[1], forall=match[2] or "", expression=match[3], meaning=match[4] or "")
