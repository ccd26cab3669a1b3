"""New databases are copies of one that a server has migrated."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from deployments.fresh_database import FreshDatabase, cache
from flows.prefect_server import OwnServer


def rows_of(file: Path) -> dict[str, int]:
    """How many rows each table that has any holds."""
    with closing(sqlite3.connect(file)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    return {name: count for name, count in counts.items() if count}


def migrated(home: Path) -> None:
    """What a server leaves when it starts."""
    with closing(sqlite3.connect(home / "prefect.db")) as database:
        database.execute("CREATE TABLE alembic_version (version)")
        database.execute("INSERT INTO alembic_version VALUES ('abc')")
        database.commit()


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders of three servers, and a cache of their own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folders = [tmp_path / name for name in ("first", "second", "third")]
    for folder in folders:
        folder.mkdir()
    return folders


def test_a_real_server_leaves_a_copy_with_no_record_in_it(standing_server: OwnServer):
    kept = list(cache().glob("prefect-*.db"))
    assert standing_server.process.poll() is None
    assert [rows_of(file) for file in kept] == [{"alembic_version": 1}] * len(kept) != []


def test_the_second_server_starts_on_a_copy_of_the_first_ones(homes: list[Path]):
    first = FreshDatabase(homes[0])
    assert not first.file.exists()
    migrated(homes[0])
    first.keep()
    second = FreshDatabase(homes[1])
    second.copy()
    assert rows_of(second.file) == {"alembic_version": 1}
    assert sorted(path.name for path in homes[1].iterdir()) == ["prefect.db"]


def test_a_database_that_is_there_is_neither_replaced_nor_kept(homes: list[Path]):
    migrated(homes[0])
    FreshDatabase(homes[0]).keep()
    assert not cache().exists()
    migrated(homes[1])
    (homes[2] / "prefect.db").write_text("theirs")
    third = FreshDatabase(homes[2])
    third.copy()
    third.keep()
    assert (homes[2] / "prefect.db").read_text() == "theirs"


def test_a_database_elsewhere_and_a_cache_that_cannot_be_written_are_left_alone(
    homes: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "cache").write_text("a file where the folder would be")
    blocked = FreshDatabase(homes[0])
    migrated(homes[0])
    blocked.keep()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("PREFECT_API_DATABASE_CONNECTION_URL", "postgresql+asyncpg://db/prefect")
    named = FreshDatabase(homes[1])
    migrated(homes[1])
    named.keep()
    assert not cache().exists()
