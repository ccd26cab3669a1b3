"""Duplicates of a whole round."""

from random import Random

from schemas.candidate import Candidate
from schemas.evidence import Evidence
from schemas.verdict import Outcome
from tasks.check.clusters import find_clusters
from tasks.check.duplicate import find_duplicates

VOCABULARY = [f"{first}{second}" for first in ("ba", "lo", "mi", "tu", "re", "so") for second in "bdfgklmnprstvz"]


def statement(seed: int, length: int = 90) -> str:
    rng = Random(seed)
    return " ".join(rng.choice(VOCABULARY) for _ in range(length))


def problem(number: int, text: str, model: str | None = None, round_number: int = 1, cluster: str = "") -> Candidate:
    return Candidate(
        id=f"{round_number}-{number:03}",
        campaign="test",
        round=round_number,
        number=number,
        generation=1,
        strategy="test",
        operator="test",
        statement=text,
        evidence=Evidence(model_hash=model),
        cluster=cluster,
    )


def test_distant_problems_pass_without_a_mark() -> None:
    verdicts = find_duplicates(
        [problem(n, statement(n), f"m{n}") for n in range(5)], [problem(9, statement(9), "m9", 0)]
    )
    assert {(v.outcome, v.marks) for v in verdicts.values()} == {(Outcome.passed, ())}


def test_the_same_model_is_rejected_and_the_other_one_named() -> None:
    verdicts = find_duplicates([problem(1, statement(1), "same")], [problem(7, statement(2), "same", 0)])
    assert (verdicts["1-001"].reason, "0-007" in verdicts["1-001"].detail) == ("same_model_as", True)


def test_the_earlier_child_of_a_round_wins_whatever_the_order_of_the_list() -> None:
    children = [problem(2, statement(2), "same"), problem(1, statement(1), "same")]
    verdicts = find_duplicates(children, [])
    assert (verdicts["1-001"].outcome, verdicts["1-002"].reason) == (Outcome.passed, "same_model_as")


def test_the_same_words_are_rejected_up_to_case_and_punctuation_but_not_numbers() -> None:
    text = statement(1) + " takes 30 units"
    children = [problem(1, text.upper() + "!"), problem(2, text.replace("30", "31"))]
    verdicts = find_duplicates(children, [problem(1, text, None, 0)])
    assert (verdicts["1-001"].reason, verdicts["1-002"].reason) == ("same_words_as", None)


def test_problems_that_differ_in_numbers_share_a_cluster_named_after_the_first() -> None:
    children = [problem(n, statement(1) + f" takes {n} units") for n in range(3)]
    verdicts = find_duplicates(children, [])
    assert set(find_clusters(children, []).values()) == {"1-000"}
    assert [verdicts[child.id].marks for child in children] == [(), ("near_duplicate",), ("near_duplicate",)]


def test_a_cluster_holds_no_more_than_its_cap() -> None:
    children = [problem(n, statement(1) + f" takes {n} units") for n in range(4)]
    verdicts = find_duplicates(children, [problem(9, statement(1) + " takes 9 units", None, 0)], cap=3)
    assert [verdicts[child.id].reason for child in children] == [None, None, "cluster_full", "cluster_full"]


def test_a_cluster_outlives_its_first_member() -> None:
    member = problem(4, statement(1) + " takes 4 units", None, 1, cluster="0-gone")
    child = problem(1, statement(1) + " takes 8 units", None, 2)
    assert find_clusters([child], [member]) == {"2-001": "0-gone"}


def test_a_rejected_child_takes_no_place() -> None:
    children = [problem(1, statement(1), "a"), problem(2, statement(2), "a"), problem(3, statement(2), "b")]
    verdicts = find_duplicates(children, [])
    assert [verdicts[child.id].reason for child in children] == [None, "same_model_as", None]
