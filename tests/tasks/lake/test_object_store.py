"""A lake on an object store: rounds appear whole or not at all, though nothing can be renamed there."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# Reason: fsspec ships no types.

import os
import signal
from collections.abc import Callable, Generator
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess

import duckdb
import fsspec
import pytest

from schemas.ending import Ending
from tasks.lake.endings import read_ending, write_ending
from tasks.lake.errors import LakeError
from tasks.lake.lake import Lake
from tasks.lake.partition import Partition, publish_round
from tasks.lake.queries import query, query_names
from tasks.lake.tables import TABLES
from tests.object_store import BUCKET, ObjectStore, Stop, object_store

pytest.importorskip("s3fs", reason="no s3fs: lakes on an object store are not tested")
pytest.importorskip("moto.server", reason="no moto: there is no object store to test on")

WRITES = 3 * len(TABLES)
"""Requests of a round that change something: each file is written, copied and removed."""
COMMIT = 2 * len(TABLES)
"""The one that copies the manifest to its place."""


@pytest.fixture(scope="module")
def served() -> Generator[ObjectStore]:
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with object_store() as store:
        yield store
    fsspec.get_filesystem_class("s3").clear_instance_cache()


@pytest.fixture
def store(served: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    for name, value in served.environment.items():
        monkeypatch.setenv(name, value)
    served.stop = None
    return served


def address(name: str) -> str:
    return f"s3://{BUCKET}/{name}"


def objects(name: str) -> set[str]:
    """Names of all objects of a lake, from its folder on."""
    files = fsspec.filesystem("s3")
    files.invalidate_cache()
    return {path.removeprefix(f"{BUCKET}/{name}/") for path in files.find(f"{BUCKET}/{name}")}


def whole_round() -> set[str]:
    return {f"{table}/campaign=small/round=1/part-0.parquet" for table in TABLES}


def publish(url: str, partition: Partition, environment: dict[str, str]) -> None:
    """What a process that will be killed does; its fork server may have been started before the store was."""
    os.environ.update(environment)
    publish_round(Lake(url), partition)


def publish_elsewhere(store: ObjectStore, url: str, partition: Partition) -> ForkServerProcess:
    """Start another process that publishes the round."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tasks.lake.partition", "s3fs"])
    process = context.Process(target=publish, args=(url, partition, store.environment))
    process.start()
    return process


def test_a_published_round_comes_back_as_it_was_and_leaves_nothing_beside_it(store: ObjectStore, partition: Partition):
    lake = Lake(address("whole"))
    publish_round(lake, partition)
    assert store.changes("whole") == WRITES
    assert lake.candidates("small", accepted=False) == partition.candidates
    assert lake.manifest("small", 1) == partition.manifest
    assert objects("whole") == whole_round()


@pytest.mark.parametrize(
    ("number", "done"), [(1, False), (len(TABLES), True), (8, True), (COMMIT, False), (COMMIT, True), (WRITES, False)]
)
def test_a_writer_that_is_killed_leaves_a_whole_round_or_none(
    store: ObjectStore, partition: Partition, number: int, done: bool
):
    name = f"killed-{number}-{done}"
    store.stop = stop = Stop(name, number, done)
    writer = publish_elsewhere(store, address(name), partition)
    assert stop.reached.wait(60) and writer.pid
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    stop.go_on.set()

    lake, there = Lake(address(name)), number > COMMIT or (number == COMMIT and done)
    assert lake.published_rounds("small") == ((1,) if there else ())
    assert lake.candidates("small", accepted=False) == (partition.candidates if there else ())

    assert publish_round(lake, partition) is not there
    assert lake.candidates("small", accepted=False) == partition.candidates
    assert objects(name) == whole_round(), "what the first writer left is gone"


def test_a_process_sees_what_another_published_since_it_looked(store: ObjectStore, partition: Partition):
    lake = Lake(address("seen"))
    assert lake.published_rounds("small") == ()
    assert lake.candidates("small") == ()
    writer = publish_elsewhere(store, address("seen"), partition)
    writer.join()
    assert lake.published_rounds("small") == (1,)
    assert lake.candidates("small", accepted=False) == partition.candidates


def test_an_ending_is_written_in_the_place_of_an_earlier_one(store: ObjectStore):
    lake = Lake(address("ended"))
    assert read_ending(lake, "small") is None
    for limit in ("rounds", "target"):
        ending = Ending.model_validate(
            {"campaign": "small", "limit": limit, "target": 9, "rounds": 1, "candidates": 3, "accepted": 1}
        )
        write_ending(lake, ending)
        assert read_ending(Lake(address("ended")), "small") == ending
    assert objects("ended") == {"endings/campaign=small/part-0.parquet"}


def test_every_query_runs_over_an_object_store(store: ObjectStore, publish_all: Callable[[str], Lake]):
    publish_all(address("asked"))
    with duckdb.connect() as connection:
        connection.register_filesystem(fsspec.filesystem("s3"))
        connection.execute("SET VARIABLE problem = 'd0'")
        assert all(connection.execute(query(name, address("asked"))).fetchall() for name in query_names())


def test_polars_reads_a_lake_on_an_object_store(
    store: ObjectStore, publish_all: Callable[[str], Lake], monkeypatch: pytest.MonkeyPatch
):
    import polars

    lake = publish_all(address("framed"))
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    frame = polars.scan_parquet(f"{address('framed')}/candidates/**/*.parquet", hive_partitioning=True)
    assert sorted(frame.collect()["id"]) == sorted(lake.scan("candidates").collect()["id"])


def test_a_store_that_lets_nobody_in_is_named_with_the_remedy(store: ObjectStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    lake = Lake(address("away"))
    lake.store.files = fsspec.filesystem("s3", skip_instance_cache=True)
    told = rf"s3://{BUCKET}/away can't be read or written: Unable to locate credentials .*AWS_ACCESS_KEY_ID"
    with pytest.raises(LakeError, match=told):
        lake.published_rounds("small")


def test_a_bucket_that_is_not_there_is_named_and_not_made(store: ObjectStore):
    lake = Lake("s3://mistyped/lake")
    for touch in (lake.store.published, lake.store.refuse_unwritable):
        with pytest.raises(LakeError, match=r"s3://mistyped/lake can't be read or written: .*bucket"):
            touch()
    assert "mistyped" not in fsspec.filesystem("s3", skip_instance_cache=True).ls("")


def test_a_store_of_an_unknown_kind_is_named():
    with pytest.raises(LakeError, match="s4://mill/lake can't be a lake: Protocol not known: s4"):
        Lake("s4://mill/lake")
