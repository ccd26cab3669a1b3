"""The books of a real round balance: whoever was born is accepted, or rejected with a stage and a reason."""

from collections import Counter
from pathlib import Path

import pytest

from schemas.candidate import Candidate, Stage
from schemas.round import Survival
from tasks.books import books
from tasks.lake.lake import Lake
from tasks.survival import TOTAL
from tasks.survival_read import read_campaign_survival
from tasks.survival_sums import strategy_sums


@pytest.fixture(scope="module")
def children(evolved: Path) -> list[Candidate]:
    everyone = Lake(evolved).candidates("default", accepted=False)
    return [candidate for candidate in everyone if candidate.round > 0]


@pytest.fixture(scope="module")
def survival(evolved: Path) -> tuple[Survival, ...]:
    return read_campaign_survival(Lake(evolved), "default")


def test_every_round_has_as_many_children_as_its_spec_asked_for(evolved: Path, children: list[Candidate]):
    rounds = Lake(evolved).published_rounds("default")
    assert rounds == (0, 1, 2)
    born = Counter(child.round for child in children)
    for number in rounds[1:]:
        manifest = Lake(evolved).manifest("default", number)
        assert born[number] == manifest.spec.children == manifest.children == manifest.accepted + manifest.rejected


def test_children_are_the_accepted_and_the_rejected_by_stage_and_reason(children: list[Candidate]):
    assert all(book.balanced for book in books(children))
    for child in children:
        assert (child.rejected_stage is None) == (child.rejected_reason is None)
        assert child.rejected_stage is None or child.rejected_stage in Stage


def test_survival_tells_the_same_as_the_candidates(children: list[Candidate], survival: tuple[Survival, ...]):
    totals = {(row.round, row.strategy, row.operator): row for row in survival if row.checker == TOTAL}
    counted = {(book.round, book.strategy, book.operator): book for book in books(children)}
    assert totals.keys() == counted.keys()
    for key, book in counted.items():
        row = totals[key]
        assert (row.entered, row.passed, row.reasons) == (book.children, book.accepted, book.rejected)


def test_a_strategy_is_the_sum_of_its_operators(children: list[Candidate], survival: tuple[Survival, ...]):
    for number in (1, 2):
        *strategies, whole = strategy_sums([r for r in survival if r.round == number and r.checker == TOTAL])
        born = [child for child in children if child.round == number]
        for *operators, total in strategies:
            members = [child for child in born if child.strategy == total.strategy]
            assert total.entered == sum(row.entered for row in operators) == len(members)
            assert total.passed == sum(row.passed for row in operators) == sum(m.is_alive() for m in members)
        assert whole[0].entered == len(born)


def test_what_enters_a_checker_passes_fails_or_is_abstained_on(survival: tuple[Survival, ...]):
    for row in survival:
        assert row.entered == row.passed + row.failed + row.abstained
        assert sum(row.reasons.values()) == row.failed + row.abstained


def test_an_accepted_child_carries_its_answer_and_its_evidence(children: list[Candidate]):
    accepted = [child for child in children if child.is_alive()]
    assert accepted
    for child in accepted:
        assert child.statement
        assert child.formulation
        assert child.programs
        assert child.status is child.declared_status
        assert child.evidence.checkers


def test_every_lineage_ends_at_seeds(evolved: Path, children: list[Candidate]):
    lake = Lake(evolved)
    for child in children[::7]:
        *ancestors, last = lake.ancestry(child.id)
        assert last.id == child.id
        assert {ancestor.id for ancestor in ancestors if ancestor.generation == 0} == set(child.seed_ids)
