"""The pool: as many programs at work as slots, warm servers first, and a death is never the next program's trouble."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import tasks.sandbox.pool
from schemas.solve import SolverName
from tasks.sandbox.errors import SandboxError, ServerLost
from tasks.sandbox.pool import ACCIDENTS, ATTEMPTS, Answer, EndedItsServers, Place, Pool, ServerDied

COPT = Place(solver=SolverName.copt)
HIGHS = Place(solver=SolverName.highs)


class Toy:
    """A server that does what its job says."""

    guards: tuple[str, ...] = ()
    version = "toy"
    door = "toy"
    image = ""

    def __init__(self, shop: "Shop") -> None:
        self.shop, self.fit, self.closed = shop, True, False

    def ask(self, job: Answer) -> Answer:
        with self.shop.at_work:
            if job.get("dies"):
                raise ServerDied("it died", job["dies"] == "by accident")
            time.sleep(job.get("seconds", 0))
        self.fit = not job.get("wears")
        return {"clean": not job.get("soils"), "server": self}

    def is_fit(self) -> bool:
        return self.fit

    def close(self) -> None:
        self.closed = True


class Counter:
    """How many are inside at the same time, at most."""

    def __init__(self) -> None:
        self.now, self.most, self.lock = 0, 0, threading.Lock()

    def __enter__(self) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)

    def __exit__(self, *_: object) -> None:
        with self.lock:
            self.now -= 1


class Shop:
    """Starts toys, and may fail a few times first."""

    def __init__(self, failures: int = 0) -> None:
        self.failures, self.started, self.at_work = failures, list[Toy](), Counter()

    def start(self, place: Place) -> Toy:
        if self.failures:
            self.failures -= 1
            raise ServerLost("no engine")
        self.started.append(Toy(self))
        return self.started[-1]

    def close(self) -> None:
        """Nothing is held."""


def test_a_server_is_kept_warm():
    shop = Shop()
    pool = Pool(shop.start, 2)
    for _ in range(5):
        pool.run(COPT, {})
    assert len(shop.started) == 1 and not shop.started[0].closed


def test_never_more_at_work_than_slots_whatever_the_solvers():
    shop = Shop()
    pool = Pool(shop.start, 3)
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(pool.run, [COPT, HIGHS] * 30, [{"seconds": 0.01}] * 60))
    assert shop.at_work.most == 3


@pytest.mark.parametrize("trouble", ["soils", "wears"])
def test_a_dirty_or_worn_server_is_thrown_away(trouble: str):
    shop = Shop()
    pool = Pool(shop.start, 1)
    pool.run(COPT, {trouble: True})
    pool.run(COPT, {})
    assert [toy.closed for toy in shop.started] == [True, False]


def test_a_program_that_ends_every_server_is_told_so():
    shop = Shop()
    with pytest.raises(EndedItsServers, match="it died"):
        Pool(shop.start, 1).run(COPT, {"dies": "of the program"})
    assert len(shop.started) == ATTEMPTS and all(toy.closed for toy in shop.started)


def test_accidents_are_not_held_against_a_program():
    shop, job = Shop(), {"dies": "by accident"}
    with pytest.raises(SandboxError, match="lost 30 servers"):
        Pool(shop.start, 1).run(COPT, job)
    assert len(shop.started) == ACCIDENTS


def test_a_pool_waits_for_an_engine_that_comes_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks.sandbox.pool, "RETRY_SECONDS", 0.01)
    shop = Shop(failures=5)
    assert Pool(shop.start, 1).run(COPT, {})[0]["clean"]


def test_a_pool_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks.sandbox.pool, "RETRY_SECONDS", 0.01)
    monkeypatch.setattr(tasks.sandbox.pool, "PATIENCE_SECONDS", 0.05)
    with pytest.raises(ServerLost, match="no engine"):
        Pool(Shop(failures=10_000).start, 1).run(COPT, {})


def test_the_server_that_was_unused_for_longest_goes_when_there_are_too_many():
    shop = Shop()
    pool = Pool(shop.start, 1)
    for solver in (SolverName.copt, SolverName.highs, SolverName.scip):
        pool.run(Place(solver=solver), {})
    assert [toy.closed for toy in shop.started] == [True, False, False]


def test_other_limits_need_another_server():
    shop = Shop()
    pool = Pool(shop.start, 2)
    pool.run(Place(solver=SolverName.copt, memory_mib=512), {})
    pool.run(Place(solver=SolverName.copt, memory_mib=1024), {})
    assert len(shop.started) == 2


def test_a_closed_pool_has_no_servers_and_takes_no_programs():
    shop = Shop()
    pool = Pool(shop.start, 1)
    pool.run(COPT, {})
    pool.close()
    assert shop.started[0].closed
    with pytest.raises(SandboxError, match="closed"):
        pool.run(COPT, {})


def test_a_program_at_work_when_the_pool_closes_ends_and_its_server_too():
    shop = Shop()
    pool = Pool(shop.start, 1)
    worker = threading.Thread(target=lambda: pool.run(COPT, {"seconds": 0.2}))
    worker.start()
    time.sleep(0.05)
    pool.close()
    worker.join()
    assert shop.started[0].closed
