"""How the rows of a model hang together, and what a child keeps of its parents."""

from collections.abc import Callable

from schemas.candidate import Candidate
from schemas.verdict import Outcome
from tasks.algebra.text import parse_formulation, print_formulation
from tasks.check.constraints import check
from tasks.check.subject import Subject

Make = Callable[..., Subject]
MakeCandidate = Callable[..., Candidate]
GAP = '- gap_up: `bake["loaf"] - bake["bun"] <= 4`\n'
OTHER_GAP = '- gap_down: `bake["bun"] - bake["loaf"] <= 4`\n'
SAID = " The difference between the two must not exceed 4."


def test_a_difference_is_limited_in_both_directions(subject: Make, formulation: str, words: str) -> None:
    assert check(subject(words=words + SAID, formulation=formulation + GAP)).reason == "missing_constraint"
    both = check(subject(words=words + SAID, formulation=formulation + GAP + OTHER_GAP))
    assert both.outcome is Outcome.passed


def test_a_one_sided_limit_that_is_told_so_passes(subject: Make, formulation: str, words: str) -> None:
    told = words + " Loaves may outnumber buns by 4 at most."
    assert check(subject(words=told, formulation=formulation + GAP)).outcome is Outcome.passed


def side_by_side(formulation: str, link: str = "") -> str:
    """Two bakeries in one formulation."""
    first, second = parse_formulation(formulation), parse_formulation(renamed(formulation))
    together = first.model_copy(
        update={
            "sets": first.sets + second.sets,
            "parameters": first.parameters + second.parameters,
            "variables": first.variables + second.variables,
            "constraints": first.constraints + second.constraints,
            "objective": first.objective.model_copy(
                update={"expression": f"{first.objective.expression} + {second.objective.expression}"}
            ),
        }
    )
    return print_formulation(together) + link


def renamed(formulation: str) -> str:
    """The second bakery."""
    for name in ("ITEMS", "STEPS", "price", "use", "limit", "most", "bake", "market"):
        formulation = formulation.replace(name, f"{name}_b")
    return formulation.replace("time_limit_b", "hours_b")


def test_a_combined_problem_links_its_parts(subject: Make, candidate: MakeCandidate, formulation: str) -> None:
    parents = (candidate(id="one"), candidate(id="two", formulation=renamed(formulation)))
    link = '- joint: `bake["loaf"] + bake_b["bun"] <= 40`\n'
    unlinked = check(subject(formulation=side_by_side(formulation), parents=parents, operator="combine"))
    linked = check(subject(formulation=side_by_side(formulation, link), parents=parents, operator="combine"))
    assert (unlinked.reason, linked.outcome) == ("parts_not_linked", Outcome.passed)


def test_a_limit_that_is_tightened_in_place_is_not_lost(
    subject: Make, candidate: MakeCandidate, formulation: str
) -> None:
    tighter = formulation.replace("bake[i] <= most[i]", "bake[i] <= (1 - 0.5) * most[i]")
    parents = (candidate(id="parent"),)
    passed = check(subject(formulation=tighter, parents=parents, operator="modify_constraint"))
    failed = check(subject(formulation=tighter, parents=parents, operator="modify_objective"))
    assert (passed.outcome, failed.reason) == (Outcome.passed, "missing_constraint")


def test_a_limit_that_is_turned_round_is_lost(subject: Make, candidate: MakeCandidate, formulation: str) -> None:
    turned = formulation.replace("bake[i] <= most[i]", "bake[i] >= most[i] / 100")
    parent = candidate(id="parent", formulation=turned.replace(">=", "<="))
    assert (
        check(subject(formulation=turned, parents=(parent,), operator="modify_constraint")).reason
        == "missing_constraint"
    )
