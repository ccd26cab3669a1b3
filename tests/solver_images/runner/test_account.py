"""What a program's process tells is kept, bounded, and no more of it than is asked for."""

from typing import Any

from solver_images.runner.account import CALLS_KEPT, Account
from solver_images.runner.frames import pack


def told(*messages: dict[str, Any]) -> Account:
    account = Account()
    for message in messages:
        account.add(pack(message))
    return account


def test_the_last_calls_are_kept_and_all_are_counted():
    account = told(*({"event": "start", "model": number} for number in range(CALLS_KEPT + 20)))
    assert (account.solves, len(account.calls), account.calls[-1]["model"]) == (CALLS_KEPT + 20, CALLS_KEPT, 119)


def test_a_call_has_model_status_objective_sense_and_seconds():
    start = {"event": "start", "model": 1, "sense": "maximize", "mps": "NAME"}
    end: dict[str, Any] = {"event": "end", "status": "optimal", "objective": 3.0, "values": [], "solve_seconds": 0.5}
    account = told(start, end)
    call = {"model": 1, "sense": "maximize", "status": "optimal", "objective": 3.0, "solve_seconds": 0.5}
    assert list(account.calls) == [call]
    assert account.end is not None and account.end["mps"] == "NAME"


def test_a_call_keeps_no_lists_and_no_long_words():
    account = told({"event": "start", "model": [1] * 99, "sense": "s" * 99}, {"event": "end", "status": {"a": 1}})
    assert list(account.calls) == [{"solve_seconds": 0.0}]


def test_a_call_that_raises_is_crashed_and_leaves_the_answer_before_it():
    account = told(
        {"event": "start", "model": 1},
        {"event": "end", "status": "optimal"},
        {"event": "start", "model": 1},
        {"event": "raised", "solve_seconds": 0.1},
    )
    assert [call["status"] for call in account.calls] == ["optimal", "crashed"]
    assert (account.inside, account.end) == (False, {"model": 1, "status": "optimal"})


def test_a_call_that_raises_with_a_known_status_is_an_answer():
    account = told({"event": "start", "model": 1}, {"event": "raised", "status": "licence_limit", "size": [9, 9]})
    assert account.end == {"model": 1, "status": "licence_limit", "size": [9, 9]}
    assert account.calls[-1]["status"] == "licence_limit"


def test_a_broken_frame_ends_the_account():
    account = told({"event": "start", "model": 1})
    account.add(b"\xff\xff\xff\xff")
    account.add(pack({"event": "end", "status": "optimal"}))
    assert (account.broken, account.end) == (True, None)
