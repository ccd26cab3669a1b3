import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import tasks
from schemas.candidate import Stage
from schemas.round import Birth
from schemas.step import Step
from schemas.teacher import Completion, Purpose
from tasks.call_book import CallBook
from tasks.ledger import TAIL, Ledger, LedgerError

ROOT = Path(tasks.__file__).parents[1]


def step(id: str, text: str = "words", stage: Stage = Stage.mutate) -> Step:
    return Step(stage=stage, candidate_id=id, update={"statement": text})


def birth(number: int) -> Birth:
    return Birth(id=f"{number}", number=number, strategy="s", operator="combine", parent_ids=("p",), seed=1)


def run_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "round=1")


def test_steps_and_calls_come_back_as_they_were(ledger: Ledger) -> None:
    call = Completion(request_hash="r", model="procedural", purpose=Purpose.mutate, text="line\nline \u2028 ∑")
    ledger.append_step(3, step("a", "≤ 5\n"))
    CallBook(ledger.call_file).append(call)
    assert ledger.steps(3, Stage.mutate) == {"a": step("a", "≤ 5\n")}
    assert ledger.calls() == {"r": call}
    assert (ledger.folder / "shard-03" / "mutate.jsonl").exists()


def test_shards_and_stages_are_kept_apart(ledger: Ledger) -> None:
    ledger.append_step(0, step("a"))
    ledger.append_step(1, step("b"))
    ledger.append_step(0, step("c", stage=Stage.execute))
    assert list(ledger.steps(0, Stage.mutate)) == ["a"]
    assert list(ledger.steps(0, Stage.execute)) == ["c"]
    assert ledger.steps(2, Stage.mutate) == {}


def test_of_two_steps_of_one_candidate_the_later_counts(ledger: Ledger) -> None:
    ledger.append_step(0, step("a", "first"))
    ledger.append_step(0, step("a", "second"))
    assert ledger.steps(0, Stage.mutate)["a"].update == {"statement": "second"}


@pytest.mark.parametrize("whole", [0, 1, 3])
@pytest.mark.parametrize("torn", [1, TAIL - 1, TAIL, 3 * TAIL])
def test_a_torn_last_line_is_not_seen_and_cut_off_by_the_next_append(ledger: Ledger, whole: int, torn: int) -> None:
    kept = [step(str(number)) for number in range(whole)]
    for one in kept:
        ledger.append_step(0, one)
    path = ledger.file(0, Stage.mutate)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(b"{" + b"x" * (torn - 1))
    assert list(ledger.steps(0, Stage.mutate).values()) == kept

    ledger.append_step(0, step("after"))
    assert list(ledger.steps(0, Stage.mutate).values()) == [*kept, step("after")]
    assert b"xx" not in path.read_bytes()


@pytest.mark.parametrize(("line", "told"), [(b"{}\n", "Field required"), (b"{torn\n", "Invalid JSON")])
def test_a_line_that_cannot_be_read_is_named(ledger: Ledger, line: bytes, told: str) -> None:
    ledger.append_step(0, step("a"))
    with ledger.file(0, Stage.mutate).open("ab") as file:
        file.write(line)
    ledger.append_step(0, step("b"))
    with pytest.raises(LedgerError, match=f"mutate.jsonl, line 2: no Step can be read .*{told}.*remove the line"):
        ledger.steps(0, Stage.mutate)


def test_many_threads_and_ledgers_append_whole_lines(ledger: Ledger) -> None:
    def append(number: int) -> None:
        Ledger(ledger.folder).append_step(0, step(str(number), "word " * 2_000))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(append, range(400)))
    assert sorted(map(int, ledger.steps(0, Stage.mutate))) == list(range(400))


def test_what_was_appended_outlives_a_killed_writer(ledger: Ledger) -> None:
    code = """
import itertools, sys
from pathlib import Path
from schemas.candidate import Stage
from schemas.step import Step
from tasks.ledger import Ledger
for number in itertools.count():
    step = Step(stage=Stage.mutate, candidate_id=str(number), update={"statement": "x" * 9000})
    Ledger(Path(sys.argv[1])).append_step(0, step)
    print(number, flush=True)
"""
    with run_python(code, str(ledger.folder)) as process:
        assert process.stdout
        told = [int(process.stdout.readline()) for _ in range(50)]
        process.send_signal(signal.SIGKILL)
        told += [int(line) for line in process.stdout if line.endswith("\n")]
    ledger.append_step(0, step("after"))
    kept = [int(name) for name in ledger.steps(0, Stage.mutate) if name != "after"]
    assert kept[: len(told)] == told
    assert len(kept) - len(told) <= 1


def test_appending_costs_less_than_a_millisecond(ledger: Ledger) -> None:
    one = step("a", "word " * 2_000)
    started = time.perf_counter()
    for _ in range(500):
        ledger.append_step(0, one)
    assert time.perf_counter() - started < 0.5


def test_a_plan_is_there_whole_or_not_at_all(ledger: Ledger) -> None:
    assert ledger.plan() is None
    births = tuple(birth(number) for number in range(3))
    ledger.write_plan(births)
    assert ledger.plan() == births
    ledger.write_plan(births[:1])
    assert ledger.plan() == births[:1]
    assert [path.name for path in ledger.folder.iterdir()] == ["plan.jsonl"]
