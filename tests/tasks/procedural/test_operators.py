import ast
import re
from pathlib import Path
from random import Random

import pytest

import tasks.procedural.operators as operators_module
from schemas.blueprint import Blueprint
from schemas.formulation import VariableKind
from schemas.solve import TerminationStatus
from tasks.algebra.ground import derived_values, ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.algebra.text import parse_formulation, print_formulation
from tasks.check.quantities import unstated, unused
from tasks.procedural.families import all_families
from tasks.procedural.family import Family, draw_blueprint
from tasks.procedural.operators import OPERATORS, NotApplicable, apply_operator
from tasks.procedural.words import write_statement

FAMILIES = all_families()
SENSE = re.compile(r"(maximi|minimi)[sz]\w*", re.IGNORECASE)
WHOLE = re.compile(r"\b(whole|integer|indivisible|cannot be split)\b", re.IGNORECASE)


def draw(family: Family, rng: Random) -> Blueprint:
    setting = rng.choice(family.settings)
    return draw_blueprint(family, setting, rng.randrange(len(setting.stories)), rng)


LEAST = {"combine": 0.3, "scale_up": 0.5}
"""Share of the families that an operator applies to, at least, where it is not 90 %."""


def children(operator: str) -> list[tuple[Blueprint, Blueprint]]:
    """One child for each family that the operator applies to, with its parent."""
    made: list[tuple[Blueprint, Blueprint]] = []
    for name, family in FAMILIES.items():
        rng = Random(f"{operator} {name}")
        parent, other = draw(family, rng), draw(rng.choice(list(FAMILIES.values())), rng)
        try:
            made.append((parent, apply_operator(operator, (parent, other), rng)))
        except NotApplicable:
            continue
    return made


@pytest.fixture(scope="module", params=list(OPERATORS))
def offspring(request: pytest.FixtureRequest) -> tuple[str, list[tuple[Blueprint, Blueprint]]]:
    return request.param, children(request.param)


Offspring = tuple[str, list[tuple[Blueprint, Blueprint]]]


def test_every_operator_applies_to_many_families(offspring: Offspring) -> None:
    operator, pairs = offspring
    assert len(pairs) >= LEAST.get(operator, 0.9) * len(FAMILIES)


def test_words_state_every_number_and_no_other(offspring: Offspring) -> None:
    for _, child in offspring[1]:
        words = write_statement(child)
        assert (unstated(child.formulation, words), unused(child.formulation, words)) == ((), ()), child.notes


def test_words_name_the_sense_of_the_objective_and_no_other(offspring: Offspring) -> None:
    for _, child in offspring[1]:
        named = {match[1].lower() for match in SENSE.finditer(write_statement(child))}
        assert named == {child.formulation.objective.sense.value[:6]}, child.notes


def test_words_say_whole_where_variables_are_integer(offspring: Offspring) -> None:
    for _, child in offspring[1]:
        if any(v.kind is VariableKind.integer for v in child.formulation.variables):
            assert WHOLE.search(write_statement(child)), child.notes


def test_a_childs_formulation_survives_printing_and_parsing(offspring: Offspring) -> None:
    for _, child in offspring[1]:
        assert parse_formulation(print_formulation(child.formulation)) == child.formulation


def test_derived_data_equal_their_derivations(offspring: Offspring) -> None:
    for _, child in offspring[1]:
        for parameter in child.formulation.parameters:
            if parameter.derivation:
                assert parameter.values == pytest.approx(derived_values(child.formulation, parameter))


def test_a_child_is_another_model_than_its_parent(offspring: Offspring) -> None:
    for parent, child in offspring[1]:
        assert canonical_hash(ground(child.formulation)) != canonical_hash(ground(parent.formulation)), child.notes


def test_another_domain_keeps_the_structure() -> None:
    parent = draw(FAMILIES["production_mix"], Random(5))
    child = apply_operator("transform_domain", (parent,), Random(5))
    assert child.domain is not parent.domain
    assert [c.expression for c in child.formulation.constraints] == [
        c.expression for c in parent.formulation.constraints
    ]
    assert not set(child.formulation.index_set("ITEMS").members) & set(parent.formulation.index_set("ITEMS").members)


def test_most_children_have_the_outcome_that_they_declare(offspring: Offspring) -> None:
    _, pairs = offspring
    met = [solve_linear_model(ground(child.formulation)).status is child.status for _, child in pairs]
    assert met.count(True) >= 0.75 * len(met)


def test_a_child_says_what_was_done(offspring: Offspring) -> None:
    for parent, child in offspring[1]:
        assert len(child.notes) > len(parent.notes)


def test_the_same_seed_gives_the_same_child() -> None:
    parent = draw(FAMILIES["production_mix"], Random(3))
    for operator in ("modify_constraint", "modify_objective", "change_parameter", "transform_domain"):
        first, again = (apply_operator(operator, (parent,), Random(7)) for _ in range(2))
        assert first == again


def test_four_operators_in_a_row_keep_words_and_mathematics_together() -> None:
    for seed in range(20):
        rng = Random(seed)
        blueprint = draw(rng.choice(list(FAMILIES.values())), rng)
        for operator in rng.choices(list(OPERATORS), k=4):
            try:
                child = apply_operator(operator, (blueprint, draw(rng.choice(list(FAMILIES.values())), rng)), rng)
            except NotApplicable:
                continue
            words = write_statement(child)
            assert (unstated(child.formulation, words), unused(child.formulation, words)) == ((), ()), child.notes
            if solve_linear_model(ground(child.formulation)).status is TerminationStatus.optimal:
                blueprint = child


def test_operators_import_no_workflow_engine() -> None:
    for path in Path(operators_module.__path__[0]).glob("*.py"):
        tree = ast.parse(path.read_text())
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not any(name.split(".")[0] == "prefect" for name in imported)
