from schemas.round import Survival
from tasks.report.books import attempt_sums, each, find_answer, funnels, place_sums, rejections


def row(operator: str, entered: int, passed: int, **fields: object) -> Survival:
    given = {"campaign": "c", "round": 1, "strategy": "s", "checker": "total", "attempt": 0, "abstained": 0}
    counts = {"operator": operator, "entered": entered, "passed": passed, "failed": entered - passed}
    return Survival.model_validate({**given, **counts, **fields})


def test_a_funnel_ends_with_what_was_accepted() -> None:
    total = row("combine", 10, 4, reasons={"mutate:declined": 2, "check_program:infeasible": 3, "deduplicate:x": 1})
    looked = row("combine", 8, 5, checker="program", repaired=0)
    funnel = funnels([total], [total, looked])[0]
    assert [(rung.entered, rung.rejected) for rung in funnel.rungs] == [(10, 2), (8, 0), (8, 3), (5, 1)]
    assert funnel.rungs[-1].left == funnel.accepted == 4


def test_a_stage_that_the_page_does_not_know_keeps_its_place_in_the_funnel() -> None:
    funnel = funnels([row("combine", 3, 2, reasons={"later_stage:odd": 1})], [])[0]
    assert funnel.rungs[-1].label == "later_stage"
    assert funnel.rungs[-1].left == 2


def test_the_answer_is_the_operator_with_the_least_share() -> None:
    answer = find_answer([row("combine", 10, 9), row("modify_objective", 40, 8, reasons={"mutate:declined": 32})])
    assert (answer.least.operator, answer.best.operator) == ("modify_objective", "combine")
    assert answer.rivals == ()
    assert answer.reason is not None
    assert (answer.reason.reason, answer.reason.count) == ("declined", 32)


def test_operators_whose_intervals_overlap_are_named_as_rivals() -> None:
    assert find_answer([row("combine", 4, 3), row("modify_objective", 4, 2)]).rivals == ("combine",)


def test_of_two_that_lost_all_the_one_with_more_children_is_least() -> None:
    assert find_answer([row("combine", 2, 0), row("modify_objective", 9, 0)]).least.operator == "modify_objective"


def test_what_an_accepted_problem_costs_is_unknown_without_one() -> None:
    assert each(5.0, row("combine", 3, 0)) is None
    assert each(6.0, row("combine", 3, 2)) == 3.0


def test_reasons_are_sorted_by_how_common_they_are() -> None:
    found = rejections([row("combine", 5, 0, reasons={"mutate:a": 1, "check_no_op:b": 4})])
    assert [(one.stage, one.reason, one.count, one.rejected) for one in found] == [
        ("check_no_op", "b", 4, 5),
        ("mutate", "a", 1, 5),
    ]


def test_places_come_in_a_candidates_order_and_attempts_apart() -> None:
    books = [
        row("a", 2, 2, checker="program"),
        row("a", 3, 2, checker="description"),
        row("b", 1, 1, checker="description", attempt=1),
        row("a", 3, 2),
    ]
    assert [(one.checker, one.entered) for one in place_sums(books)] == [("description", 4), ("program", 2)]
    assert [(one.checker, one.attempt) for one in attempt_sums(books)] == [
        ("description", 0),
        ("description", 1),
        ("program", 0),
    ]
