"""Whatever an item does to its worker, it costs that item alone."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.workers.allowance import Allowance, Excess, Overrun
from tasks.workers.pool import Workers
from tests.mill import ROOT
from tests.processes import descendants, survivors
from tests.tasks.workers import work

TIGHT = Allowance(cpu_seconds=1, wall_seconds=4.0, memory_mib=256)


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    made = Workers(2, TIGHT)
    yield made
    made.close()


def excess(found: object) -> Excess:
    assert isinstance(found, Overrun)
    return found.excess


def test_items_are_done_by_all_workers_for_any_number_of_threads(pool: Workers):
    with ThreadPoolExecutor(8) as threads:
        futures = [threads.submit(pool.run, work.doubled, n, str(n)) for n in range(50)]
        assert [future.result() for future in futures] == list(range(0, 100, 2))
    assert len(pool.pids()) == 2


def test_items_of_one_key_keep_to_their_worker(pool: Workers):
    assert len({pool.run(work.process_id, None, "a problem") for _ in range(5)}) == 1


def test_an_endless_item_ends_at_its_limit_of_processor_time(pool: Workers):
    began = time.monotonic()
    found = pool.run(work.turn, None, "")
    assert excess(found) is Excess.out_of_time and "1 s of processor time" in str(found)
    assert time.monotonic() - began < 60
    assert pool.run(work.doubled, 4, "") == 8


def test_what_a_worker_takes_to_start_is_no_part_of_an_items_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tasks.workers.worker.serve", work.serve_late)
    late = Workers(1, TIGHT.model_copy(update={"wall_seconds": 1.0}))
    assert late.run(work.doubled, 2, "") == 4
    late.close()


def test_a_limit_of_processor_time_is_that_of_each_item(pool: Workers):
    assert [pool.run(work.doubled, n, "same") for n in range(200)][-1] == 398
    began = time.process_time()
    assert pool.run(work.sleep, 1.5, "same") == 1.5
    assert time.process_time() - began < 1


def test_a_silent_item_ends_at_its_limit_of_wall_time():
    pool = Workers(1, Allowance(wall_seconds=0.3))
    assert excess(pool.run(work.sleep, 60.0, "")) is Excess.out_of_time
    assert pool.run(work.doubled, 4, "") == 8
    pool.close()


def test_a_greedy_item_ends_at_its_limit_of_memory(pool: Workers):
    assert pool.run(work.eat, 32, "") == 32 * 2**20
    assert excess(pool.run(work.eat, 512, "")) is Excess.out_of_memory
    assert pool.run(work.doubled, 4, "") == 8


def test_an_item_that_ends_its_worker_has_no_answer_and_the_next_has(pool: Workers):
    assert excess(pool.run(work.end, None, "")) is Excess.broken
    assert pool.run(work.doubled, 4, "") == 8


def test_an_error_is_its_items_own_and_the_worker_goes_on(pool: Workers):
    before = pool.run(work.process_id, None, "same")
    found = pool.run(work.fail, "too\nlarge", "same")
    assert found == Overrun(Excess.broken, "OverflowError: too large")
    assert pool.run(work.process_id, None, "same") == before


def test_a_worker_that_somebody_kills_costs_no_item(pool: Workers):
    for idle in {pool.run(work.process_id, None, str(n)) for n in range(8)}:
        if isinstance(idle, int):
            os.kill(idle, signal.SIGKILL)
    assert [pool.run(work.doubled, n, str(n)) for n in range(4)] == [0, 2, 4, 6]


def test_a_worker_that_is_killed_amid_an_item_costs_no_item(pool: Workers):
    busy = pool.run(work.process_id, None, "same")
    assert isinstance(busy, int)
    killer = threading.Timer(0.3, os.kill, (busy, signal.SIGKILL))
    killer.start()
    assert pool.run(work.sleep, 0.8, "same") == 0.8
    killer.join()


def test_a_worker_holds_no_file_of_its_owner_and_prints_nothing(pool: Workers, tmp_path: Path):
    with (tmp_path / "ledger").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        fresh = Workers(1, TIGHT)
        held = fresh.run(work.open_files, None, "")
        assert isinstance(held, list) and not [path for path in held if str(tmp_path) in path]
        assert fresh.run(work.say, "nothing", "") == "nothing"
        fresh.close()


def test_a_worker_does_not_hear_of_an_interrupt_and_its_owner_does(pool: Workers):
    assert pool.run(work.hears_interrupts, None, "") is False
    assert work.hears_interrupts(None)


def test_no_worker_outlives_its_owner_not_even_amid_an_item():
    program = (
        "import threading, time\n"
        "from tasks.workers.pool import Workers\n"
        "from tests.tasks.workers import work\n"
        "if __name__ == '__main__':\n"
        "    pool = Workers(2)\n"
        "    pids = [pool.run(work.process_id, None, key) for key in ('a', 'b', 'c', 'd')]\n"
        "    threading.Thread(target=pool.run, args=(work.sleep, 60.0, 'a'), daemon=True).start()\n"
        "    time.sleep(0.3)\n"
        "    print(*set(pids), flush=True)\n"
        "    time.sleep(60)\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    assert len(owner.stdout.readline().split()) == 2
    family = descendants(owner.pid)
    owner.kill()
    owner.wait()
    assert len(family) >= 3 and not survivors(family)  # two workers and their fork server
    owner.stdout.close()
