"""Judging: what was captured and confirmed decides; what was printed decides only where a paper did so."""

import pytest

from schemas.benchmark_spec import AnswerSource
from schemas.finding import Doubt
from schemas.label import Label, LabelKind
from schemas.rollout import Answering, Outcome, Rollout
from schemas.score import Reason
from schemas.solve import TerminationStatus as S
from tasks.scoring.judging import judge, read_boxed
from tasks.scoring.rules import RULES
from tests.tasks.scoring.answered import told

DEFAULT = RULES["relative-1e-4"]
LABEL = Label(kind=LabelKind.optimal_value, value=100.0)
NONE_BEST = Label(kind=LabelKind.no_solution)
OTHER = Outcome(status=S.optimal, objective=100.0)
RIGHT, WRONG = told(objective=100.0), told(objective=90.0)


@pytest.mark.parametrize(
    ("rollout", "label", "reason"),
    [
        (RIGHT, LABEL, Reason.optimal_value),
        (WRONG, LABEL, Reason.wrong_value),
        (told(None), LABEL, Reason.unreadable),
        (told(S.crashed), LABEL, Reason.crashed),
        (told(S.time_limit), LABEL, Reason.timeout),
        (told(S.time_limit, objective=100.0), LABEL, Reason.timeout),
        (told(S.feasible, objective=100.0), LABEL, Reason.unproven),
        (told(S.memory_limit), LABEL, Reason.memory),
        (told(S.no_model, claimed_objective=100.0), LABEL, Reason.no_model),
        (told(S.licence_limit), LABEL, Reason.licence_size),
        (told(S.infeasible), LABEL, Reason.infeasible),
        (told(S.unbounded), LABEL, Reason.unbounded),
        (told(objective=100.0, confirmed=False), LABEL, Reason.forged),
        (told(objective=100.0, confirmed=None), LABEL, Reason.unconfirmed),
        (told(objective=100.0, doubts=(Doubt.written,)), LABEL, Reason.worked_out),
        (told(objective=90.0, flipped_model=OTHER), LABEL, Reason.wrong_type_suspected),
        (told(S.infeasible), NONE_BEST, Reason.no_solution),
        (told(S.unbounded), NONE_BEST, Reason.no_solution),
        (told(S.time_limit, claims_no_solution=True), NONE_BEST, Reason.timeout),
        (told(S.no_model, claims_no_solution=True), NONE_BEST, Reason.no_model),
        (told(S.unbounded), Label(kind=LabelKind.infeasible), Reason.unbounded),
        (RIGHT, NONE_BEST, Reason.wrong_value),
        (RIGHT, Label(kind=LabelKind.none), Reason.unlabelled),
    ],
)  # fmt: skip
def test_each_way_in_which_an_answer_can_end_has_its_reason(rollout: Rollout, label: Label, reason: Reason):
    right = reason in (Reason.optimal_value, Reason.no_solution)
    assert judge(rollout, label, DEFAULT) == (right, reason)


def test_the_other_variable_type_counts_only_under_a_rule_that_takes_it_and_in_that_rules_way():
    by_model, by_source = told(objective=90.0, flipped_model=OTHER), told(objective=90.0, flipped_source=OTHER)
    taken = {name for name, rule in RULES.items() if judge(by_model, LABEL, rule)[0]}
    assert taken == {"optmath-paper"}
    assert {name for name, rule in RULES.items() if judge(by_source, LABEL, rule)[0]} == {"sirl"}
    doubted = by_model.model_copy(update={"doubts": (Doubt.written,)})
    assert not judge(doubted, LABEL, RULES["optmath-paper"])[0]


def test_what_is_printed_counts_only_when_asked_for_and_never_under_the_default_rule():
    printed = told(S.no_model, claimed_objective=100.0, confirmed=None)
    assert not judge(printed, LABEL, RULES["orlm"])[0]
    assert judge(printed, LABEL, RULES["orlm"], AnswerSource.printed) == (True, Reason.optimal_value)
    assert not judge(printed, LABEL, DEFAULT, AnswerSource.printed)[0]
    denied = told(S.no_model, claims_no_solution=True, confirmed=None)
    assert judge(denied, NONE_BEST, RULES["evom"], AnswerSource.printed)[0]
    late = told(S.time_limit, claimed_objective=100.0, exit_code=-9)
    assert judge(late, LABEL, RULES["orlm"], AnswerSource.printed) == (False, Reason.timeout)


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        ("575", 575.0),
        (r"\$1{,}575.50", 1575.5),
        ("-3e2", -300.0),
        ("x = 10, profit = 575", 575.0),
        ("−575", -575.0),
        (r"-\$1{,}575", -1575.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("12 500", 12_500.0),
        (r"12\ 500.5", 12_500.5),
        (r"1.5 \times 10^{6}", 1.5e6),
        ("3.25 × 10^-2", 0.0325),
        (r"x = 3,\ y = 500", 500.0),
    ],
)
def test_a_boxed_number_is_read(text: str, objective: float):
    assert read_boxed(text) == Outcome(status=S.optimal, objective=objective)


@pytest.mark.parametrize("text", ["1e999", "-1e999", r"2 \times 10^{999}", "9" * 400])
def test_a_boxed_number_that_no_float_holds_is_none_under_any_rule(text: str):
    assert read_boxed(text) is None
    boxed = told(None, answering=Answering(completion="", boxed=text))
    assert not any(judge(boxed, LABEL, rule, AnswerSource.boxed)[0] for rule in RULES.values())


def test_a_boxed_denial_is_an_outcome_and_words_are_none():
    assert read_boxed("No Best Solution") == Outcome(status=S.infeasible_or_unbounded)
    assert read_boxed("unknown") is None and read_boxed(None) is None
    boxed = told(None, answering=Answering(completion="", boxed="100"))
    assert judge(boxed, LABEL, RULES["calm"], AnswerSource.boxed)[0]
    assert not judge(boxed, LABEL, RULES["calm"])[0]
