"""The limits of a spec are divided among the workers of a round, and never exceeded by them together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.spec import EvolveSpec
from schemas.teacher_spec import TeacherSpec
from tasks.cluster import RUNNER, WORKERS, WorkersError, asked_workers, refuse_unreachable, share_of

LIMITS = ("concurrency", "requests_per_minute", "tokens_per_minute")


@given(st.integers(1, 64), st.tuples(*[st.integers(64, 1024)] * 3), st.integers(64, 256))
def test_all_shares_together_stay_within_the_limits(workers: int, limits: tuple[int, int, int], slots: int):
    teacher = TeacherSpec(model="openai/mill", **dict(zip(LIMITS, limits, strict=True)))
    spec = EvolveSpec(teacher=teacher, teachers={"judge": teacher}, slots=slots)
    share = share_of(spec, workers)
    assert share.slots * workers <= slots
    for each in (share.teacher, share.teachers["judge"]):
        assert all(0 < getattr(each, name) * workers <= limit for name, limit in zip(LIMITS, limits, strict=True))


def test_a_share_decides_no_row():
    spec = EvolveSpec(teacher=TeacherSpec(model="openai/mill", requests_per_minute=60), slots=8)
    assert share_of(spec, 4).spec_hash() == spec.spec_hash()


def test_no_limit_stays_none():
    share = share_of(EvolveSpec(), 2)
    assert (share.teacher.requests_per_minute, share.teacher.tokens_per_minute) == (0, 0)


def test_a_limit_that_cannot_be_shared_is_named():
    spec = EvolveSpec(teacher=TeacherSpec(model="openai/mill", concurrency=3))
    with pytest.raises(WorkersError, match=r"concurrency of openai/mill is 3, .* set OPTMILL_WORKERS to 3 at most"):
        share_of(spec, 4)
    with pytest.raises(WorkersError, match="slots is 1, and 2 workers"):
        share_of(EvolveSpec(slots=1), 2)


def test_threads_are_one_worker_unless_the_environment_says_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(RUNNER, raising=False)
    monkeypatch.delenv(WORKERS, raising=False)
    assert asked_workers() == 1
    monkeypatch.setenv(WORKERS, "3")
    assert asked_workers() == 3


@pytest.mark.parametrize("told", ["none", "0", "-1", "1.5"])
def test_what_is_no_number_of_workers_is_named(monkeypatch: pytest.MonkeyPatch, told: str):
    monkeypatch.setenv(WORKERS, told)
    with pytest.raises(WorkersError, match=f"OPTMILL_WORKERS is '{told}'"):
        asked_workers()


def test_a_cluster_elsewhere_needs_its_number_of_workers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(RUNNER, "tcp://scheduler:8786")
    monkeypatch.delenv(WORKERS, raising=False)
    with pytest.raises(WorkersError, match=r"worker processes, 1 or more .task runner: tcp://scheduler:8786"):
        asked_workers()


def test_a_cluster_at_whose_address_nobody_listens_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(RUNNER, "tcp://127.0.0.1:9")
    with pytest.raises(WorkersError, match=r"no cluster answers at tcp://127.0.0.1:9 .*: start it, or set OPTMILL"):
        refuse_unreachable()


def test_workers_of_this_machine_are_not_looked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(RUNNER, "dask")
    refuse_unreachable()
