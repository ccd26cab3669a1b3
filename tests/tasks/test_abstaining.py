"""A failure stops a candidate; what an abstention does is the spec's choice."""

import pytest

from schemas.spec import Abstentions
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.abstaining import blocking, marks


def verdict(checker: str, outcome: str, reason: str | None = None) -> Verdict:
    return Verdict(candidate_id="child", checker=CheckerName(checker), outcome=Outcome(outcome), reason=reason)


SILENT, FAILED = (
    verdict("variables", "abstained", "formulation_unreadable"),
    verdict("variables", "failed", "wrong_bounds"),
)
VOUCHER, OTHER = verdict("judge_variables", "passed"), verdict("judge_constraints", "passed")


@pytest.mark.parametrize("rule", list(Abstentions))
def test_a_failure_stops_whatever_the_rule_and_whoever_vouches(rule: Abstentions):
    assert blocking([FAILED, VOUCHER], rule) == [FAILED]


@pytest.mark.parametrize(
    ("rule", "beside", "stops"),
    [
        (Abstentions.accept, [], False),
        (Abstentions.reject, [VOUCHER], True),
        (Abstentions.vouched, [], True),
        (Abstentions.vouched, [VOUCHER], False),
        (Abstentions.vouched, [OTHER], True),
    ],
)
def test_an_abstention_does_what_the_rule_says(rule: Abstentions, beside: list[Verdict], stops: bool):
    assert (SILENT in blocking([SILENT, *beside], rule)) is stops


def test_for_alignment_nobody_else_can_vouch():
    silent = verdict("judge_alignment", "abstained", "judge_unclear")
    others = [verdict(name, "passed") for name in CheckerName if name != "judge_alignment"]
    assert blocking([silent, *others], Abstentions.vouched) == [silent]


def test_the_status_gate_vouches_for_a_second_program():
    silent = verdict("second_program", "abstained", "second_without_answer")
    assert blocking([silent, verdict("program", "passed")], Abstentions.vouched) == []


@pytest.mark.parametrize("rule", list(Abstentions))
def test_a_formulation_that_nobody_asked_for_stops_nobody_and_an_empty_purse_everybody(rule: Abstentions):
    unasked, broke = (
        verdict("variables", "abstained", "no_formulation"),
        verdict("judge_variables", "abstained", "budget_exhausted"),
    )
    assert blocking([unasked, broke], rule) == [broke]


def test_marks_are_told_once_and_a_silent_judge_is_marked():
    seen = [
        verdict("program", "passed").model_copy(update={"marks": ("tight", "wide")}),
        verdict("no_op", "passed").model_copy(update={"marks": ("wide",)}),
    ]
    assert marks(seen) == ("tight", "wide")
    assert marks([*seen, SILENT]) == ("tight", "wide")
    assert marks([verdict("judge_alignment", "abstained")]) == ("judge_abstained",)
