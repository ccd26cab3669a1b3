"""Whatever a formulation says, reading it ends soon, takes little, and gives a model or a countable reason."""

import resource
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemas.candidate import Candidate
from schemas.verdict import Outcome
from tasks.check.constraints import check as check_constraints
from tasks.check.description import check as check_description
from tasks.check.subject import make_subject, read_formulation
from tasks.check.variables import check as check_variables
from tests.tasks.algebra.attacks import TOO_LARGE, UNREADABLE, limited_by
from tests.tasks.algebra.bakery import FORMULATION
from tests.tasks.check.conftest import new_candidate

SECONDS, MIB = 15, 1_000


@pytest.mark.parametrize("name", [*UNREADABLE, *TOO_LARGE])
def test_an_attack_is_refused_within_seconds_and_little_memory(name: str):
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    reading = read_formulation((UNREADABLE | TOO_LARGE)[name])
    assert reading.model is None and reading.is_too_large is (name in TOO_LARGE), reading.fault
    assert time.process_time() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MIB * 1024


def test_what_is_too_large_fails_every_checker_that_reads_it():
    parsed = make_subject(new_candidate(formulation=TOO_LARGE["many variables"]), ())
    verdicts = [check(parsed) for check in (check_variables, check_constraints)]
    assert {(verdict.outcome, verdict.reason) for verdict in verdicts} == {(Outcome.failed, "too_large")}
    assert "200,000,000 variables are more than the 100,000 that are read" in verdicts[0].detail
    unparsed = check_description(make_subject(new_candidate(formulation=TOO_LARGE["a long text"]), ()))
    assert (unparsed.outcome, unparsed.reason) == (Outcome.failed, "too_large")


def dense(size: int, constraint: str) -> Candidate:
    """As many variables as constraints."""
    numbers = "{" + ", ".join(f"{i}: {i % 7 + 1}" for i in range(size)) + "}"
    text = FORMULATION.partition("## Sets")[0] + (
        f"## Sets\n- `N = {[*range(size)]}`\n## Parameters\n- `gain[N] = {numbers}`\n"
        "## Decision variables\n- `0 <= x[N]`, integer\n## Objective\n- `maximize sum(gain[j] * x[j] for j in N)`\n"
        f"## Constraints\n- limit, `for i in N`: `{constraint}`\n"
    )
    return new_candidate(formulation=text)


def test_the_largest_model_that_a_solver_takes_without_a_licence_is_read():
    candidate = dense(2_000, "sum(gain[j] * x[j] for j in N if j >= i if j <= i + 9) <= gain[i]")
    model = read_formulation(candidate.formulation).model
    assert model is not None and (len(model.columns), len(model.rows)) == (2_000, 2_000)


def test_a_long_sum_without_a_set_is_read():
    model = read_formulation(limited_by(" + ".join([f"{n} * most[i]" for n in range(1, 1_500)]))).model
    assert model is not None and model.rows[-1].upper == sum(range(1, 1_500)) * 60


WORDS = (
    "ITEMS",
    "STEPS",
    "i",
    "s",
    "bake",
    "price",
    "use",
    "limit",
    "most",
    "bake[i]",
    "use[i, s]",
    '"loaf"',
    "0",
    "3.5",
)
OPERATIONS = ("+", "-", "*", "/", "<=", "==", "in", "and", "or", ",", "for i in", "if", "**", "//", "%", "|")
FORMS = ("({})", "sum({})", "min({})", "max({})", "len({})", "-{}", "not {}", "({},)", "[{}]", "{}[0]")


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions around some others."""
    operations = st.sampled_from(OPERATIONS)
    return st.one_of(
        st.tuples(inner, operations, inner).map(" ".join),
        st.tuples(st.sampled_from(FORMS), inner).map(lambda pair: pair[0].format(pair[1])),
        st.tuples(inner, inner, inner).map(lambda parts: "sum({} for i in {} for s in {})".format(*parts)),
    )


EXPRESSIONS = st.recursive(st.sampled_from(WORDS), larger, max_leaves=12)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(expression=EXPRESSIONS)
@example("bake[i] <= min(most[i], 10)")
def test_any_expression_gives_a_model_or_a_reason(expression: str):
    for text in (limited_by(expression), FORMULATION.replace("bake[i] <= most[i]", expression)):
        reading = read_formulation(text)
        assert (reading.model is None) is bool(reading.fault)


@settings(max_examples=300, deadline=None)
@given(
    at=st.integers(0, len(FORMULATION) - 1), length=st.integers(0, 12), put=st.text(max_size=8) | st.sampled_from(WORDS)
)
def test_any_text_near_a_formulation_gives_a_model_or_a_reason(at: int, length: int, put: str):
    reading = read_formulation(FORMULATION[:at] + put + FORMULATION[at + length :])
    assert (reading.model is None) is bool(reading.fault)
