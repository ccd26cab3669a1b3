from pathlib import Path
from typing import Any

import pytest

from tasks.lake.benchmark_tables import BENCHMARK_TABLES
from tasks.lake.lake import Lake
from tasks.lake.run_partition import path_of, publish_tables


@pytest.mark.parametrize("local", [True, False])
def test_a_run_leaves_its_tables_and_nothing_beside_them(tmp_path: Path, local: bool) -> None:
    """An object store can't rename, and a killed writer leaves its unfinished file anywhere."""
    lake = Lake(tmp_path if local else f"memory://{tmp_path.name}/runs")
    files: Any = lake.store.files
    left = path_of(lake, "scores", "one") + ".0000.writing"
    files.makedirs(left.rpartition("/")[0], exist_ok=True)
    files.pipe_file(left, b"half")
    publish_tables(lake, "one", BENCHMARK_TABLES, {table: [] for table in BENCHMARK_TABLES})
    assert sorted(files.find(lake.store.root)) == sorted(path_of(lake, table, "one") for table in BENCHMARK_TABLES)
