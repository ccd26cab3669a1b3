"""A twisted problem has the outcome that it declares, and its words tell all of its data and nothing else."""

from random import Random

import pytest

from schemas.blueprint import Blueprint
from schemas.formulation import VariableKind
from schemas.solve import ObjectiveSense, TerminationStatus
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row
from tasks.algebra.usage import used_names
from tasks.check.quantities import unstated, unused
from tasks.procedural.families import all_families
from tasks.procedural.family import Family, draw_blueprint
from tasks.procedural.seeding import has_objective_data, has_other_optimum
from tasks.procedural.twists import make_degenerate, make_infeasible, make_unbounded
from tasks.procedural.words import write_statement

FAMILIES = all_families()
SCARCE = sorted(name for name, family in FAMILIES.items() if family.scarce)
LIFTED = sorted(name for name, family in FAMILIES.items() if family.lifted)


def draw(family: Family, seed: int = 0) -> Blueprint:
    """An honest problem of a family."""
    return draw_blueprint(family, family.settings[0], 0, Random(f"{family.name}/{seed}"))


def outcome(blueprint: Blueprint) -> TerminationStatus:
    """What a solver says of it."""
    return solve_linear_model(ground(blueprint.formulation)).status


def tells_its_data(blueprint: Blueprint) -> bool:
    """Whether words and formulation hold the same numbers."""
    statement = write_statement(blueprint)
    return not unstated(blueprint.formulation, statement) and not unused(blueprint.formulation, statement)


def test_some_families_can_be_twisted_each_way():
    assert SCARCE and LIFTED


@pytest.mark.parametrize("name", SCARCE)
@pytest.mark.parametrize("seed", range(2))
def test_a_scarce_parameter_makes_a_family_infeasible(name: str, seed: int):
    family = FAMILIES[name]
    honest = draw(family, seed)
    twisted = make_infeasible(honest, family)
    assert outcome(honest) is TerminationStatus.optimal
    assert outcome(twisted) is twisted.status is TerminationStatus.infeasible
    assert tells_its_data(twisted)


@pytest.mark.parametrize("name", LIFTED)
@pytest.mark.parametrize("seed", range(2))
def test_a_lifted_constraint_makes_a_family_unbounded(name: str, seed: int):
    family = FAMILIES[name]
    twisted = make_unbounded(draw(family, seed), family)
    assert outcome(twisted) is twisted.status is TerminationStatus.unbounded
    assert family.lifted not in {constraint.name for constraint in twisted.formulation.constraints}
    assert {p.name for p in twisted.formulation.parameters} <= used_names(twisted.formulation)
    assert tells_its_data(twisted)


@pytest.mark.parametrize("name", sorted(n for n in FAMILIES if has_objective_data(draw(FAMILIES[n]))))
def test_a_level_objective_is_degenerate_or_recognized_as_not(name: str):
    honest = draw(FAMILIES[name])
    level = make_degenerate(honest)
    changed = [p for p, q in zip(level.formulation.parameters, honest.formulation.parameters, strict=True) if p != q]
    assert all(len(set(parameter.values)) == 1 for parameter in changed)
    assert outcome(level) is TerminationStatus.optimal or not has_other_optimum(ground(level.formulation))


@pytest.mark.parametrize(("costs", "other"), [((2.0, 2.0), True), ((2.0, 1.0), False)])
def test_another_optimum_is_found_where_there_is_one(costs: tuple[float, float], other: bool):
    columns = tuple(Column(f"x{at}", VariableKind.binary, 0, 1, cost) for at, cost in enumerate(costs))
    model = LinearModel(ObjectiveSense.maximize, columns, (Row("one", {0: 1, 1: 1}, -INFINITY, 1),))
    assert has_other_optimum(model) is other
