"""Children that say nothing new."""

from collections.abc import Callable

from schemas.candidate import Candidate
from schemas.verdict import Outcome
from tasks.check.no_op import check
from tasks.check.subject import Subject, make_subject

Make = Callable[..., Subject]
MakeCandidate = Callable[..., Candidate]


def test_the_parents_model_under_other_names_is_no_child(
    candidate: MakeCandidate, formulation: str, words: str
) -> None:
    other = formulation.replace("bake", "make").replace("ITEMS", "GOODS").replace("loaf", "tart")
    verdict = check(make_subject(candidate(words.replace("loaf", "tart"), other), (candidate(id="parent"),)))
    assert verdict.reason == "same_model"


def test_the_parents_words_are_no_child(candidate: MakeCandidate, formulation: str, words: str) -> None:
    made = candidate(words.upper().replace("\n", "  "), formulation.replace("1250", "1350"))
    assert check(make_subject(made, (candidate(id="parent"),))).reason == "same_words"


def test_a_changed_number_is_a_child(candidate: MakeCandidate, formulation: str, words: str) -> None:
    made = candidate(words.replace("1,250", "1,350"), formulation.replace("1250", "1350"))
    assert check(make_subject(made, (candidate(id="parent"),))).outcome is Outcome.passed


def test_a_new_constraint_that_does_not_bind_is_marked(
    subject: Make, candidate: MakeCandidate, formulation: str
) -> None:
    slack = formulation + '- fair: `bake["loaf"] <= 36`\n'
    tight = formulation + '- fair: `bake["loaf"] + bake["bun"] <= 9`\n'
    parents = (candidate(id="parent"),)
    told = {"words": "other words", "parents": parents}
    assert check(subject(formulation=slack, **told)).marks == ("new_constraint_does_not_bind",)
    assert check(subject(formulation=tight, **told)).marks == ()


def test_a_limit_that_nothing_comes_near_is_no_change(
    subject: Make, candidate: MakeCandidate, formulation: str
) -> None:
    idle = formulation + '- fair: `bake["loaf"] <= bake["bun"] + 900`\n'
    verdict = check(subject(formulation=idle, words="other words", parents=(candidate(id="parent"),)))
    assert (verdict.outcome, verdict.reason) == (Outcome.failed, "idle_constraint")


def test_a_rule_between_yes_and_no_is_never_idle(subject: Make, candidate: MakeCandidate, formulation: str) -> None:
    """That the best plan keeps it anyway is no fault of the rule, and there is no nearer one."""
    switches = formulation.replace(
        "\n## Objective", "\n- `open[ITEMS]`, binary: whether it is baked\n\n## Objective"
    ).replace("## Constraints\n", "## Constraints\n- link, `for i in ITEMS`: `bake[i] <= most[i] * open[i]`\n")
    rule = switches + '- not_without: `open["loaf"] <= open["bun"]`\n'
    parents = (candidate(id="parent", formulation=switches),)
    verdict = check(subject(formulation=rule, words="other words", parents=parents))
    assert verdict.outcome is Outcome.passed


def test_a_combined_problem_that_is_one_parent_with_an_idle_limit_is_no_change(
    subject: Make, candidate: MakeCandidate, formulation: str
) -> None:
    idle = formulation + '- fair: `bake["loaf"] <= bake["bun"] + 900`\n'
    other = candidate(id="other", formulation=formulation.replace("bake", "make").replace("loaf", "tart"))
    told = {"words": "other words", "operator": "combine"}
    for parents in ((candidate(id="parent"), other), (other, candidate(id="parent"))):
        assert check(subject(formulation=idle, parents=parents, **told)).reason == "idle_constraint"
