"""Fine-tuning as a user meets it: the command line, Prefect's record, stopped and started again, compared, ablated."""

import json
import signal
import time
from pathlib import Path

import pytest

from flows.prefect_server import OwnServer
from schemas.ablation_spec import AblationSpec, Variation
from schemas.comparison_spec import ComparisonSpec
from tasks.lake.benchmark_partition import published_runs, read_manifest
from tasks.lake.lake import Lake
from tasks.survive import artifact_key
from tests.artifacts import artifacts
from tests.mill import run, start
from tests.processes import descendants, survivors
from tests.tasks.export.exports import export_of, make_lake
from tests.tasks.trainer.jobs import TINY, tiny_spec

pytest.importorskip("trl", reason="the train extra is not installed")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of seeds and children."""
    return make_lake(tmp_path_factory.mktemp("finetune"))


@pytest.fixture(scope="module")
def small_set(lake: Path) -> Path:
    """An export of it."""
    from tasks.export.making import make_export

    make_export(export_of(lake, lake.parent / "set", where="words < 240"))
    return lake.parent / "set"


@pytest.fixture(scope="module")
def tiny_model(small_set: Path) -> Path:
    """A tiny model that knows the set's words."""
    from tests.tasks.trainer.tiny import make_model

    return make_model(small_set.parent / "tiny", (small_set / "messages/train.jsonl").read_text().splitlines())


def test_the_chain_finetunes_and_compares_base_and_tuned_model(
    prefect_server: OwnServer, warm: Path, small_set: Path, tiny_model: Path, tmp_path: Path
):
    from flows.finetune_and_compare import finetune_and_compare

    training = tiny_spec(small_set, tiny_model, tmp_path / "chained", most_steps=2)
    asked = {"most": 3, "answer_tokens": 8, "lake": str(tmp_path / "lake")}
    done = finetune_and_compare(ComparisonSpec.model_validate({"finetune": training, "evaluation": asked}))
    assert [row["model"] for row in done["comparison"]] == ["base", "tuned", "difference"]
    assert [row["questions"] for row in done["comparison"]] == [3, 3, 3]
    assert done["comparison"][2]["interval"] == "-55.4 to +55.4 points"  # three wrong answers each
    assert done["comparison"][2]["p"] == 1.0
    base, tuned = (read_manifest(Lake(tmp_path / "lake"), run) for run in published_runs(Lake(tmp_path / "lake")))
    assert base.prompt_hashes["answer_one_shot"] == done["manifest"]["data"]["prompt_hash"]
    assert tuned.model == f"hf/{tmp_path}/chained/model"
    assert tuned.completion_tokens
    assert {(p["campaign"], p["round"]) for p in done["manifest"]["data"]["partitions"]} == {("small", 0), ("small", 1)}
    found = artifacts()
    assert found["training-chained"]["data"] == 100.0
    assert found["loss-chained"]["data"].startswith("data:image/png;base64,")
    assert "difference" in found[artifact_key("comparison", tuned.run)]["data"]


def test_an_ablation_trains_and_asks_every_arm_of_the_grid(
    prefect_server: OwnServer, warm: Path, lake: Path, tiny_model: Path, tmp_path: Path
):
    from flows.ablate import ablate

    export = export_of(lake, tmp_path / "unused", where="words < 240")
    spec = AblationSpec(
        output=str(tmp_path / "ablation"),
        export=export,
        finetune=tiny_spec("unused", tiny_model, tmp_path / "unused", **TINY | {"most_steps": 1}),
        sets=(Variation(name="all"), Variation(name="without_formulation", fields={"formulation": False})),
        evaluation={"most": 2, "answer_tokens": 4, "lake": str(tmp_path / "lake")},  # pyright: ignore[reportArgumentType] - read as the spec
        tokens=4_000,
    )
    rows = ablate(spec)
    assert [row["set"] for row in rows] == ["all", "without_formulation"]
    assert all(row["tokens"] <= 4_000 for row in rows)
    assert rows[1]["loss_tokens"] / rows[1]["tokens"] < rows[0]["loss_tokens"] / rows[0]["tokens"]
    assert [(row["right"], row["items"]) for row in rows] == [(0, 2), (0, 2)]
    assert json.loads((tmp_path / "ablation/arms.json").read_text()) == rows
    assert len(published_runs(Lake(tmp_path / "lake"))) == 2


def test_stopped_at_the_command_line_it_leaves_no_process_and_goes_on_when_started_again(
    small_set: Path,
    tiny_model: Path,
    standing_server: OwnServer,
    warm_interpreter: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(
        "most_steps = 10\nbatch_per_device = 2\naccumulate = 1\nlearning_rate = 1e-2\nmost_tokens = 4000\n"
        'precision = "float32"\ngradient_checkpointing = false\nsave_every = 2\nevaluate_every = 0\n'
    )
    output = tmp_path / "model"
    words = ["finetune", "--data", small_set, "--model", tiny_model, "-o", output, "--config", "single_cpu"]
    command = [*words, "--spec", recipe, "--json"]
    first = start(tmp_path / "home", *command, server=standing_server.url)
    while not (output / "checkpoints" / "checkpoint-4" / "trainer_state.json").exists():
        assert first.poll() is None
        time.sleep(0.05)
    trainers = descendants(first.pid)
    first.send_signal(signal.SIGINT)
    first.wait(60)
    assert not survivors(trainers, seconds=15)
    assert not (output / "result.json").exists()
    monkeypatch.setenv("OPTMILL_TRAINER", str(warm_interpreter))
    second = run(tmp_path / "home", *command, server=standing_server.url)
    assert second.returncode == 0, second.stderr
    result = json.loads(second.stdout)["result"]
    assert (result["steps"], result["resumed_at"] >= 4) == (10, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--data", "/no/such"], "data = '/no/such' is neither a file of rows nor the folder of an export"),
        (
            ["--config", "eight_gpus"],
            "launch.config = 'eight_gpus' is no file; shipped are cpu_fsdp2, fsdp2, multi_gpu",
        ),
        (["--recipe", "step_opt"], "there is no recipe 'step_opt'; there are optmath_lora, step_opt_llama3_8b"),
        (["--learning-rate", "-1"], "learning_rate: -1.0 - Input should be greater than 0"),
    ],
)
def test_a_mistake_is_said_with_its_remedy(small_set: Path, tmp_path: Path, words: list[str], said: str):
    done = run(tmp_path, "finetune", "--data", small_set, "-o", tmp_path / "model", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
