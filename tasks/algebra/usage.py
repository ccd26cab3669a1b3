"""Says which names a formulation uses, directly or through derivations."""

from schemas.formulation import Formulation
from tasks.algebra.expression import free_names


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
