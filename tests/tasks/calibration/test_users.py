"""Errors are planted in the models of programs that are right, and the words stay as they are."""

import json
from pathlib import Path
from random import Random

import pytest

from schemas.calibration import CalibrationSpec
from schemas.solve import DoorName, SolverName
from tasks.algebra.linear_model import canonical_hash
from tasks.calibration.model_errors import MODEL_ERRORS, plant_in_model
from tasks.calibration.trials import user_trials
from tasks.calibration.users import Own, run_programs
from tasks.check.subject import read_formulation
from tasks.sandbox.door import open_door
from tests.tasks.algebra.bakery import FORMULATION
from tests.tasks.check.conftest import WORDS

PROGRAM = """```python
import coptpy as cp
model = cp.Envr().createModel()
loaf = model.addVar(ub=35, vtype=cp.COPT.INTEGER, name="loaf")
bun = model.addVar(ub=60, vtype=cp.COPT.INTEGER, name="bun")
model.addConstr(4 * loaf + 3 * bun <= 240)
model.addConstr(30 * loaf + 12 * bun <= 1250)
model.setObjective(5 * loaf + 2 * bun, cp.COPT.MAXIMIZE)
model.solve()
print(model.objval)
```"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two recorded programs, one with a wrong label."""
    path = tmp_path_factory.mktemp("recorded") / "answers.jsonl"
    rows = [
        {"id": f"p{at}", "question": WORDS, "answer": label, "completion": PROGRAM} for at, label in enumerate((208, 9))
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


@pytest.fixture(scope="module")
def runs(file: Path) -> list[Own]:
    return [own for _, own in run_programs((str(file),), open_door(DoorName.local), SolverName.copt, 1)]


def test_a_program_is_right_where_it_has_the_labels_answer(runs: list[Own]):
    assert [own.is_right for own in runs] == [True, False]


def test_an_honest_program_passes_and_wrong_ones_are_found(runs: list[Own]):
    spec = CalibrationSpec(plants=2)
    honest = list(user_trials(spec, "", runs[:1], "answers"))
    assert [trial.failed_by(frozenset(trial.outcomes)) for trial in honest] == [False]
    for kind in ("flipped_sense", "loose_big_m", "tiny_epsilon"):
        found = list(user_trials(spec, kind, runs[:1], "answers"))
        assert len(found) == 2 and all(trial.failed_by(frozenset(trial.outcomes)) for trial in found), kind


@pytest.mark.parametrize("kind", MODEL_ERRORS)
def test_every_planted_error_changes_the_model(kind: str):
    model = read_formulation(FORMULATION).model
    assert model is not None
    wrong = plant_in_model(kind, model, Random(kind))
    assert wrong is not None and canonical_hash(wrong) != canonical_hash(model)
