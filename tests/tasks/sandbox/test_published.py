"""Programs that a language model wrote for COPT 7.1 give the objectives that their authors recorded."""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from schemas.solve import Solve, SolverName
from tasks.sandbox.door import LocalDoor

SHARED = Path(os.environ.get("OPTMILL_SHARED", Path(__file__).parents[4] / "shared"))
SAMPLE = 60


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    folder = SHARED / "data" / "orlm"
    if not folder.is_dir():
        pytest.skip(f"no published programs in {folder}; set OPTMILL_SHARED to the folder that holds data/orlm")
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]
    return [json.loads(line) for line in lines[:: max(1, len(lines) // SAMPLE)]]


@pytest.fixture(scope="module")
def solves(door: LocalDoor, rows: list[dict[str, Any]]) -> list[Solve]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(door.run_program, map(program, rows), [SolverName.copt] * len(rows)))


def program(row: dict[str, Any]) -> str:
    found = re.search(r"```python\n(.*?)```", row["completion"], re.DOTALL)
    assert found is not None, row["id"]
    return found.group(1)


def test_objectives_agree_with_the_published_ones(rows: list[dict[str, Any]], solves: list[Solve]):
    compared = 0
    for row, solve in zip(rows, solves, strict=True):
        try:
            published = float(row["published_objective"])
        except (TypeError, ValueError):
            continue
        assert solve.objective == pytest.approx(published, rel=1e-6, abs=1e-6), row["id"]
        compared += 1
    assert compared > SAMPLE // 2


def test_captured_models_give_the_same_answer_when_solved_again(door: LocalDoor, solves: list[Solve]):
    for solve in solves:
        if solve.model_mps is None:
            continue
        again = door.solve_model(solve.model_mps)
        assert (again.status, again.sense) == (solve.status, solve.sense)
        if solve.objective is not None:
            assert again.objective == pytest.approx(solve.objective, rel=1e-6, abs=1e-6)
