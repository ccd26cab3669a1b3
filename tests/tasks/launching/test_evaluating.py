import json
from pathlib import Path
from typing import Any

import pytest

from schemas.evaluation_spec import EvaluationSpec
from schemas.finetune_spec import FinetuneSpec
from schemas.model_manifest import ModelManifest
from schemas.solve import SolverName
from schemas.training import TrainingResult
from tasks.launching.errors import TrainingRefused
from tasks.launching.evaluating import base_benchmark, tuned_benchmark

VLLM = EvaluationSpec.model_validate({"engine": "vllm", "serve": {"port": 8123, "arguments": ["--dtype", "bfloat16"]}})


@pytest.fixture
def data(tmp_path: Path) -> str:
    """An export with test questions in two dialects."""
    rows = [
        {"id": f"q{number}", "question": "How many?", "answer": "4.0", "solver": solver}
        for number, solver in enumerate(("highs", "copt", "highs"))
    ]
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "test.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return str(tmp_path)


def trained(**fields: Any) -> ModelManifest:
    """A model as a training leaves it."""
    told = {"steps": 1, "stopped_early": False, "world_size": 1, "sharding": "none", "loss": 1.0, "rank_losses": [1.0]}
    told |= {"examples": 1, "examples_left_out": 0, "examples_cut": 0, "tokens": 9, "loss_tokens": 4, "tokens_seen": 9}
    told |= {"seconds": 1.0, "peak_memory_mib": 1.0, "trained_parameters": 1, "parameters": 2, "model": "out/model"}
    manifest: dict[str, Any] = {
        "spec": FinetuneSpec(model="base", output="out"),
        "data_files": {},
        "code_version": "",
        "written": "",
    }
    return ModelManifest.model_validate(
        manifest | {"result": TrainingResult.model_validate(told | fields), "files": {"model/a": "0"}}
    )


def test_base_and_tuned_model_are_asked_the_exports_test_questions_for_its_own_dialects(data: str):
    base, tuned = base_benchmark(EvaluationSpec(), "base", data), tuned_benchmark(EvaluationSpec(), trained(), data)
    assert base.sets == tuned.sets == (f"{data}/questions/test.jsonl",)
    assert base.solvers == (SolverName.copt, SolverName.highs)
    assert (base.model.model, tuned.model.model) == ("hf/base", "hf/out/model")
    assert not base.serve.model


def test_another_training_in_the_same_folder_is_another_run(data: str):
    one, other = trained(), trained().model_copy(update={"files": {"model/a": "1"}})
    names = {tuned_benchmark(EvaluationSpec(), manifest, data).run for manifest in (one, other)}
    assert len(names) == 2


def test_vllm_serves_an_adapter_on_its_base_and_a_merged_model_alone(data: str):
    adapter = tuned_benchmark(VLLM, trained(), data)
    assert adapter.serve.model == "base"
    assert adapter.serve.arguments == (
        *("--dtype", "bfloat16", "--enable-lora", "--max-lora-rank", "16"),
        *("--lora-modules", f"{adapter.run}=out/model"),
    )
    assert (adapter.model.model, adapter.model.address) == (f"hosted_vllm/{adapter.run}", "http://127.0.0.1:8123/v1")
    merged = tuned_benchmark(VLLM, trained(merged="out/merged"), data)
    assert (merged.serve.model, merged.model.model) == ("out/merged", f"hosted_vllm/{merged.run}")
    assert merged.serve.arguments == ("--dtype", "bfloat16", "--served-model-name", merged.run)


def test_an_export_without_test_questions_is_refused_before_anything_is_trained(tmp_path: Path):
    with pytest.raises(TrainingRefused, match="holds no test split in the form questions"):
        base_benchmark(EvaluationSpec(), "base", str(tmp_path))
