from random import Random

import pytest

from schemas.blueprint import Blueprint
from schemas.plant import PlantKind
from schemas.solve import TerminationStatus
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.check.quantities import unstated, unused
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tasks.procedural.operators import NotApplicable, apply_operator
from tasks.procedural.plants import PROGRAM_ERRORS, Draft, honest, plant
from tasks.procedural.words import write_statement


def pairs() -> list[tuple[Blueprint, Blueprint]]:
    """A parent and its honest child from every family."""
    made: list[tuple[Blueprint, Blueprint]] = []
    for name, family in all_families().items():
        rng = Random(name)
        parent = draw_blueprint(family, rng.choice(family.settings), 0, rng)
        try:
            made.append((parent, apply_operator("modify_objective", (parent,), rng)))
        except NotApplicable:
            continue
    return made


PAIRS = pairs()
RARE = (PlantKind.wrong_meaning, PlantKind.missing_implicit)
"""Kinds for which a problem must have data of one shape, or a constraint without data."""


def planted(kind: PlantKind) -> list[tuple[Blueprint, Blueprint, Draft]]:
    """Every child that can carry the error, with its parent and the wrong answer."""
    drafts: list[tuple[Blueprint, Blueprint, Draft]] = []
    for parent, child in PAIRS:
        try:
            drafts.append((parent, child, plant(kind, child, (parent,), Random(child.notes[-1]))))
        except NotApplicable:
            continue
    return drafts


@pytest.mark.parametrize("kind", list(PlantKind))
def test_most_problems_can_carry_every_kind_of_error(kind: PlantKind) -> None:
    fewest = 0.05 if kind in RARE else 0.6
    assert len(planted(kind)) >= fewest * len(PAIRS)


@pytest.mark.parametrize("kind", list(PROGRAM_ERRORS))
def test_an_error_of_the_program_changes_its_model_and_leaves_words_and_formulation_right(kind: PlantKind) -> None:
    for _, child, draft in planted(kind):
        assert draft.statement == write_statement(child)
        assert draft.formulation == child.formulation
        assert canonical_hash(ground(draft.programmed)) != canonical_hash(ground(child.formulation))


def test_an_error_everywhere_is_in_the_formulation_too() -> None:
    _, child, draft = planted(PlantKind.dropped_constraint)[0]
    assert draft.everywhere().formulation == draft.programmed != child.formulation


def test_a_missing_number_is_stated_nowhere() -> None:
    for _, child, draft in planted(PlantKind.missing_number):
        assert unstated(child.formulation, draft.statement)
        assert not unstated(child.formulation, write_statement(child))


def test_stale_text_is_the_parents_in_words_or_in_mathematics() -> None:
    for parent, child, draft in planted(PlantKind.stale_parent_text):
        words, mathematics = draft.statement == write_statement(parent), draft.programmed == parent.formulation
        assert words is not mathematics
        assert draft.blueprint == child


def test_a_wrong_status_is_not_the_models() -> None:
    for _, _, draft in planted(PlantKind.wrong_status):
        assert solve_linear_model(ground(draft.programmed)).status is not draft.status


def test_no_change_leaves_the_parents_model() -> None:
    for parent, _, draft in planted(PlantKind.no_op):
        assert draft.programmed == draft.formulation == parent.formulation


def test_a_duplicate_is_another_candidate_word_for_word() -> None:
    for parent, _, draft in planted(PlantKind.duplicate):
        assert draft == honest(parent)


@pytest.mark.parametrize("kind", [PlantKind.infeasible, PlantKind.unbounded])
def test_a_doomed_problem_is_consistent_and_declared_optimal(kind: PlantKind) -> None:
    for _, _, draft in planted(kind):
        assert solve_linear_model(ground(draft.programmed)).status is TerminationStatus(kind.value)
        assert draft.status is TerminationStatus.optimal
        assert draft.formulation == draft.programmed
        assert (unstated(draft.formulation, draft.statement), unused(draft.formulation, draft.statement)) == ((), ())


def test_a_scaled_copy_has_the_parents_model_and_other_rows() -> None:
    for parent, _, draft in planted(PlantKind.scaled_copy):
        assert draft.programmed.constraints != parent.formulation.constraints
        assert canonical_hash(ground(draft.programmed)) == canonical_hash(ground(parent.formulation))


def test_an_idle_limit_leaves_the_optimum() -> None:
    for parent, _, draft in planted(PlantKind.idle_constraint)[:8]:
        before, after = (solve_linear_model(ground(one)) for one in (parent.formulation, draft.programmed))
        assert before.objective == pytest.approx(after.objective)


def test_a_printed_objective_stands_behind_a_right_program() -> None:
    for _, child, draft in planted(PlantKind.printed_objective):
        assert "print(" in draft.ending and draft.programmed == child.formulation
