"""Questions to a lake in SQL, as DuckDB reads it without us; each runs as printed from the folder that holds `lake`."""

from importlib.resources import files

from tasks.lake.errors import LakeError

FOLDER = files("tasks.lake") / "sql"


def query_names() -> tuple[str, ...]:
    """Names of the queries that ship."""
    return tuple(sorted(entry.name.removesuffix(".sql") for entry in FOLDER.iterdir() if entry.name.endswith(".sql")))


def query(name: str, lake: str = "lake") -> str:
    """The SQL of a query, for a lake at a path.

    Raises:
        LakeError: there is no such query.
    """
    if name not in query_names():
        raise LakeError(f"there is no query {name!r}; there are {', '.join(query_names())}")
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return text.replace("read_parquet('lake/", f"read_parquet('{lake.rstrip('/')}/")
