"""Says which names a formulation uses, directly or through derivations, and which of them only as structure."""

import ast
from functools import lru_cache

from schemas.formulation import Formulation
from tasks.algebra.expression import free_names, parse_expression, parse_forall


def used_names(formulation: Formulation) -> frozenset[str]:
    """Names that the objective and the constraints use, and those that the derivations of these use."""
    names = free_names(formulation.objective.expression)
    for constraint in formulation.constraints:
        names |= free_names(constraint.expression, constraint.forall)
    return with_derivations(formulation, names)


def with_derivations(formulation: Formulation, names: frozenset[str]) -> frozenset[str]:
    """The names, and those that derived data among them come from, in whatever order the data stand.

    A derivation that nothing uses counts for nothing: the data that it alone names could be any.
    """
    waiting = [parameter for parameter in formulation.parameters if parameter.derivation]
    while ready := [parameter for parameter in waiting if parameter.name in names]:
        names = names.union(*(free_names(parameter.derivation) for parameter in ready))
        waiting = [parameter for parameter in waiting if parameter not in ready]
    return names


def structural_names(formulation: Formulation) -> frozenset[str]:
    """Names in conditions and indices: they say which rows and terms there are, not how much."""
    parts = [(formulation.objective.expression, ""), *((c.expression, c.forall) for c in formulation.constraints)]
    return frozenset[str]().union(*(names_of_structure(text, forall) for text, forall in parts))


@lru_cache(maxsize=20_000)
def names_of_structure(text: str, forall: str) -> frozenset[str]:
    """Names in the conditions and indices of one expression and its clauses."""
    parts: list[ast.AST] = []
    for node in (inner for tree in (parse_expression(text), *parse_forall(forall)) for inner in ast.walk(tree)):
        parts += node.ifs if isinstance(node, ast.comprehension) else []
        parts += [node.slice] if isinstance(node, ast.Subscript) else []
    return frozenset(n.id for part in parts for n in ast.walk(part) if isinstance(n, ast.Name))
