"""The part that the Python dialects share: sets and parameters as literals."""

import ast

from schemas.formulation import Constraint, Formulation, IndexSet, Parameter
from tasks.algebra.expression import index_names, parse_expression, parse_forall, rename_expression, source
from tasks.algebra.ground import Key, parameter_table
from tasks.algebra.numbers import number_text
from tasks.algebra.syntax import parse_tree
from tasks.algebra.text import member_text

WIDTH = 100


def wrap(head: str, items: list[str], brackets: str) -> str:
    """`head[a, b]` on one line where it fits, else one item a line."""
    line = f"{head}{brackets[0]}{', '.join(items)}{brackets[1]}"
    if len(line) <= WIDTH:
        return line
    return f"{head}{brackets[0]}\n" + "".join(f"    {item},\n" for item in items) + brackets[1]


def comment(meaning: str) -> str:
    """A meaning as a comment behind the line."""
    return f"  # {meaning}" if meaning else ""


def set_source(index_set: IndexSet) -> str:
    """A set as a list."""
    return wrap(f"{index_set.name} = ", [member_text(member) for member in index_set.members], "[]")


def parameter_source(formulation: Formulation, parameter: Parameter) -> str:
    """A parameter as a number or a dictionary; derived data as the comprehension that derives them."""
    note = f"# {parameter.meaning}\n" if parameter.meaning else ""
    if parameter.derivation:
        return note + derived_source(formulation, parameter)
    table = parameter_table(formulation, parameter)
    if not isinstance(table, dict):
        return note + f"{parameter.name} = {number_text(table)}"
    return note + wrap(f"{parameter.name} = ", table_items(table), "{}")


def table_items(table: dict[Key, float]) -> list[str]:
    """`"desk": 30`, for every key."""
    return [f"{member_text(key)}: {number_text(value)}" for key, value in table.items()]


def derived_source(formulation: Formulation, parameter: Parameter) -> str:
    """`big_m = {c: min(demand[c], total) for c in CUSTOMERS}`."""
    if not parameter.sets:
        return f"{parameter.name} = {parameter.derivation}"
    indices = set_indices(formulation, parameter.sets)
    body = rename_expression(parameter.derivation, positions(indices))
    key = indices[0] if len(indices) == 1 else f"({', '.join(indices)})"
    return f"{parameter.name} = {{{key}: {body} {clauses(formulation, parameter.sets)}}}"


def positions(indices: list[str]) -> dict[str, str]:
    """Fresh names for the indices of a derivation, which it calls i1, i2, …."""
    return {f"i{position}": name for position, name in enumerate(indices, start=1)}


def arity(formulation: Formulation, set_name: str) -> int:
    """How many labels one member of the set has."""
    members = formulation.index_set(set_name).members
    return len(members[0]) if members and isinstance(members[0], tuple) else 1


def set_indices(formulation: Formulation, sets: tuple[str, ...]) -> list[str]:
    """Fresh index names for a product of sets: i, j, k, … that no part of the formulation bears."""
    taken = formulation.names()
    fresh = (name for name in "ijklmnopqrstuvw" if name not in taken)
    return [next(fresh) for name in sets for _ in range(arity(formulation, name))]


def clauses(formulation: Formulation, sets: tuple[str, ...]) -> str:
    """`for i in ITEMS for j, k in ARCS` with the names of `set_indices`."""
    names = iter(set_indices(formulation, sets))
    parts = [f"for {', '.join(next(names) for _ in range(arity(formulation, name)))} in {name}" for name in sets]
    return " ".join(parts)


def data_source(formulation: Formulation) -> str:
    """Sets and parameters, under their comments."""
    sets = [f"{set_source(s)}{comment(s.meaning) if len(set_source(s)) < WIDTH else ''}" for s in formulation.sets]
    parameters = [parameter_source(formulation, p) for p in formulation.parameters]
    return "\n".join(["# Sets", *sets, "", "# Parameters", *parameters])


class SumRenamer(ast.NodeTransformer):
    """Calls the library's own sum wherever decision variables are added up; sums over data stay `sum`."""

    def __init__(self, function: str, variables: frozenset[str]) -> None:
        """Take the library's function, `cp.quicksum`, and the names of the decision variables."""
        self.function = function
        self.variables = variables

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Replace the function of one sum."""
        self.generic_visit(node)
        used = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
        if isinstance(node.func, ast.Name) and node.func.id == "sum" and used & self.variables:
            return ast.Call(parse_tree(self.function).body, node.args, [])
        return node


def library_expression(formulation: Formulation, text: str, function: str) -> str:
    """An expression with the library's sum."""
    parse_expression(text)
    variables = frozenset(variable.name for variable in formulation.variables)
    return source(SumRenamer(function, variables).visit(parse_tree(text).body))


def loop_head(constraint: Constraint) -> tuple[list[str], int]:
    """`for` and `if` lines of a constraint's clauses, each indented, and the depth below them."""
    lines: list[str] = []
    depth = 0
    for clause in parse_forall(constraint.forall):
        lines.append(f"{'    ' * depth}for {source(clause.target).strip('()')} in {source(clause.iter)}:")
        depth += 1
        for condition in clause.ifs:
            lines.append(f"{'    ' * depth}if {source(condition)}:")
            depth += 1
    return lines, depth


def row_name(constraint: Constraint) -> str:
    """Source of a row's name, an f-string where the constraint is indexed."""
    indices = index_names(constraint.forall)
    if not indices:
        return f'"{constraint.name}"'
    return f'f"{constraint.name}_' + "_".join(f"{{{name}}}" for name in indices) + '"'
