from schemas.candidate import Candidate, Stage
from tasks.books import books
from tasks.survival import count_survival


def candidate(id: str, operator: str = "combine") -> Candidate:
    return Candidate(id=id, campaign="c", round=1, number=0, generation=1, strategy="s", operator=operator)


def test_children_are_accepted_or_rejected_with_stage_and_reason() -> None:
    rejected = [candidate(name).reject(Stage.execute, "crashed") for name in "bc"]
    (book,) = books([candidate("a"), *rejected])
    assert (book.children, book.accepted, book.rejected, book.balanced) == (3, 1, {"execute:crashed": 2}, True)


def test_a_rejection_without_a_reason_unbalances_the_books() -> None:
    lost = candidate("a").model_copy(update={"rejected_stage": Stage.execute})
    unlikely = candidate("b", "other").model_copy(update={"rejected_reason": "crashed"})
    assert [book.balanced for book in books([lost, unlikely])] == [False, False]


def test_the_books_say_what_the_totals_say() -> None:
    children = [candidate("a"), candidate("b").reject(Stage.execute, "crashed"), candidate("c", "other")]
    totals = [row for row in count_survival(children, [], []) if row.checker == "total"]
    assert [(book.operator, book.children, book.accepted, book.rejected) for book in books(children)] == [
        (row.operator, row.entered, row.passed, row.reasons) for row in totals
    ]
