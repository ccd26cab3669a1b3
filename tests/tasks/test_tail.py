"""The end of a growing file gives each line once."""

from pathlib import Path

from schemas.candidate import Stage
from schemas.step import Step
from tasks.ledger import append_bytes, append_line
from tasks.tail import Tail


def step(number: int) -> Step:
    return Step(stage=Stage.mutate, candidate_id=str(number), update={"statement": "≤ 5"})


def ids(tail: Tail[Step]) -> list[str]:
    return [step.candidate_id for step in tail.news()]


def test_each_line_is_given_once(tmp_path: Path):
    path = tmp_path / "shard" / "mutate.jsonl"
    tail = Tail(path, Step)
    assert ids(tail) == []
    append_line(path, step(0))
    append_line(path, step(1))
    assert ids(tail) == ["0", "1"]
    append_line(path, step(2))
    assert ids(tail) == ["2"]
    assert ids(tail) == []


def test_lines_of_its_owner_are_passed_over(tmp_path: Path):
    path = tmp_path / "mutate.jsonl"
    tail = Tail(path, Step)
    tail.appended(append_line(path, step(0)))
    assert ids(tail) == []
    append_line(path, step(1))
    assert ids(tail) == ["1"]


def test_a_line_that_stands_before_its_owners_is_not_lost(tmp_path: Path):
    path = tmp_path / "mutate.jsonl"
    tail = Tail(path, Step)
    append_line(path, step(0))
    tail.appended(append_line(path, step(1)))
    assert ids(tail) == ["0", "1"]


def test_half_a_line_waits_for_its_end_and_one_that_was_cut_off_is_never_seen(tmp_path: Path):
    path = tmp_path / "mutate.jsonl"
    tail = Tail(path, Step)
    append_line(path, step(0))
    with path.open("ab") as file:
        file.write(b'{"stage": "mut')
    assert ids(tail) == ["0"]
    append_bytes(path, step(1).model_dump_json().encode() + b"\n")
    assert ids(tail) == ["1"]
