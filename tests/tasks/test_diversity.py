"""Diversity: copies are worth nothing, and each round is measured by what is new in it."""

import pytest

from schemas.candidate import Candidate, Difficulty
from schemas.technique import Technique
from tasks.diversity import distinct_share, diversity, vendi_score, word_vectors
from tasks.hardness import hardness

TEXTS = ("A baker bakes bread for the town", "Trucks carry coal from mines to plants", "Nurses work shifts in a ward")


def problem(number: int, text: str, round: int = 0, **fields: object) -> Candidate:
    told = {"campaign": "test", "generation": round, "strategy": "seed", "operator": "seed"}
    return Candidate.model_validate(
        {"id": f"p{number}", "number": number, "round": round, "statement": text} | told | fields
    )


def test_copies_are_worth_one_and_different_texts_as_many_as_they_are():
    assert vendi_score(word_vectors([TEXTS[0]] * 3)) == pytest.approx(1)
    assert 2.5 < vendi_score(word_vectors(TEXTS)) <= 3
    assert vendi_score(word_vectors([])) == 0


def test_phrases_said_twice_count_once():
    assert distinct_share([["a b c", "b c d"], ["a b c"]]) == pytest.approx(2 / 3)


def test_a_round_of_copies_adds_nothing_new():
    problems = [problem(n, text) for n, text in enumerate(TEXTS)] + [problem(9, TEXTS[0], 1)]
    found = diversity("test", problems, {})
    assert [(each.round, each.problems, each.new_phrases) for each in found.growth] == [(0, 3, 1.0), (1, 1, 0.0)]
    assert 0 < found.likeness < 1


def test_a_policys_failures_are_what_is_hard_and_a_models_size_stands_in_for_them():
    small, large = (problem(n, "x", difficulty=Difficulty(variables=size)) for n, size in enumerate((4, 400)))
    hard = problem(3, "x", difficulty=Difficulty(variables=4, techniques=(Technique.big_m, Technique.network)))
    assert hardness(small, {}) < hardness(hard, {}) and hardness(small, {}) < hardness(large, {})
    assert hardness(large, {large.id: 1.0}) == 0.0
