"""The README keeps its word: its SQL runs as printed on a lake that was really evolved."""

import re
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parent.parent
QUERIES = re.findall(r"```sql\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


@pytest.fixture
def beside_a_lake(evolved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds `lake`, as the working directory."""
    (tmp_path / "lake").symlink_to(evolved)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("sql", QUERIES, ids=lambda sql: sql.splitlines()[0].removeprefix("-- "))
def test_the_sql_of_the_readme_runs_as_printed(sql: str, beside_a_lake: Path) -> None:
    assert duckdb.connect().execute(sql).fetchall()


def test_the_ancestry_query_reaches_the_seeds(beside_a_lake: Path) -> None:
    sql = next(query for query in QUERIES if "RECURSIVE" in query)
    cursor = duckdb.connect().execute(sql)
    place = [column[0] for column in cursor.description or ()].index("generation")
    generations = [row[place] for row in cursor.fetchall()]
    assert generations[0] > 0
    assert generations[-1] == 0
