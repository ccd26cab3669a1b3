"""The trainer as processes of its own: what it learns, what it masks, how it goes on after a kill, how many it is."""
# pyright: basic
# Reason: torch, transformers and PEFT have few types.

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.finetune_spec import FinetuneSpec
from schemas.training import TrainingJob, TrainingResult
from tasks.launching.command import CONFIGS
from tasks.launching.errors import TrainingFailed, TrainingRefused
from tasks.launching.job import write_job
from tasks.launching.publishing import write_model_manifest
from tasks.launching.training import run_training
from tasks.trainer import metrics
from tasks.trainer.__main__ import train
from tasks.trainer.checkpoints import last_complete
from tests.mill import ROOT
from tests.processes import descendants, survivors
from tests.tasks.trainer.jobs import left_by, losses, tiny_spec

# PEFT and TRL still read the old name of what transformers has renamed.
pytestmark = pytest.mark.filterwarnings("ignore:.*gradient_checkpointing.* is deprecated:FutureWarning")


@pytest.fixture(scope="module")
def trained(small_set: Path, tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TrainingResult]:
    """A whole training in one process, merged."""
    output = tmp_path_factory.mktemp("trained") / "model"
    job = write_job(tiny_spec(small_set, tiny_model, output, merge=True))
    return output, run_training(job)


def test_loss_falls(trained: tuple[Path, TrainingResult]):
    output, result = trained
    told = losses(output)
    assert len(told) == result.steps == 6
    assert told[-1] < told[0] - 0.1
    assert result.loss == told[-1]
    assert result.rank_losses == (pytest.approx(told[-1], rel=1e-5),)


def test_the_adapter_reloads_and_merges_to_the_same_logits(trained: tuple[Path, TrainingResult], tiny_model: Path):
    import torch
    from peft import AutoPeftModelForCausalLM
    from transformers import AutoModelForCausalLM

    _, result = trained
    tokens = torch.arange(40).reshape(1, -1)
    with torch.no_grad():
        adapted = AutoPeftModelForCausalLM.from_pretrained(result.model)(tokens).logits
        merged = AutoModelForCausalLM.from_pretrained(result.merged)(tokens).logits
        base = AutoModelForCausalLM.from_pretrained(tiny_model)(tokens).logits
    assert (adapted - merged).abs().max() < 1e-4
    assert (adapted - base).abs().max() > 1e-2


def test_only_completion_tokens_carry_loss(trained: tuple[Path, TrainingResult], small_set: Path, tiny_model: Path):
    import polars
    from transformers import AutoTokenizer

    _, result = trained
    tokenizer = AutoTokenizer.from_pretrained(tiny_model)
    rows = polars.read_parquet(small_set / "trl" / "train.parquet").to_dicts()[: result.examples]
    texts = [tokenizer.apply_chat_template(row["prompt"] + row["completion"], tokenize=False) for row in rows]
    prompts = [tokenizer.apply_chat_template(row["prompt"], tokenize=False, add_generation_prompt=True) for row in rows]
    whole = sum(min(2048, len(tokenizer(text)["input_ids"])) for text in texts)
    asked = sum(min(2048, len(tokenizer(text)["input_ids"])) for text in prompts)
    assert result.examples_left_out > 0  # most_tokens keeps the first ones
    assert (result.tokens, result.loss_tokens) == (whole, whole - asked)


def test_the_models_manifest_names_the_partitions_that_it_was_trained_on(
    trained: tuple[Path, TrainingResult], small_set: Path
):
    output, _ = trained
    manifest = write_model_manifest(output / "job.json")
    assert manifest.data is not None
    assert {(partition.campaign, partition.round) for partition in manifest.data.partitions} == {
        ("small", 0),
        ("small", 1),
    }
    assert str(small_set / "trl" / "train.parquet") in manifest.data_files
    assert "model/adapter_model.safetensors" in manifest.files
    assert json.loads((output / "manifest.json").read_text())["result"]["world_size"] == 1


def kill_after(step: int, output: Path) -> None:
    """Kill the trainer's processes, not its launcher, with no time to clean up, once a step is told."""
    metrics = output / "metrics.jsonl"
    while not metrics.exists() or f'"step": {step},' not in metrics.read_text():
        time.sleep(0.02)
    for process in descendants(os.getpid()):
        if b"tasks.trainer" in Path(f"/proc/{process.pid}/cmdline").read_bytes():
            os.kill(process.pid, signal.SIGKILL)


def test_killed_and_resumed_its_losses_are_those_of_an_undisturbed_run(
    trained: tuple[Path, TrainingResult], small_set: Path, tiny_model: Path, tmp_path: Path
):
    output = tmp_path / "model"
    job = write_job(tiny_spec(small_set, tiny_model, output, merge=True))
    threading.Thread(target=kill_after, args=(3, output), daemon=True).start()
    with pytest.raises(TrainingFailed, match="ended with code"):
        run_training(job)
    (output / "checkpoints" / "checkpoint-5").mkdir()  # as a kill while saving leaves it
    told: list[dict[str, Any]] = []
    result = run_training(job, told.append)
    assert 2 <= result.resumed_at <= 4
    assert losses(output) == losses(trained[0])
    assert (output / "model/adapter_model.safetensors").read_bytes() == (
        trained[0] / "model/adapter_model.safetensors"
    ).read_bytes()


@pytest.mark.parametrize("early", [False, True], ids=["last step", "stopped early"])
def test_killed_before_its_result_was_there_a_training_takes_no_further_step(
    early: bool, tiny_model: Path, tmp_path: Path
):
    rows = tmp_path / "rows.jsonl"
    turns = {"prompt": [{"role": "user", "content": "Two?"}], "completion": [{"role": "assistant", "content": "Two."}]}
    rows.write_text(f"{json.dumps(turns)}\n" * 4)
    fields = {"most_steps": 3, "epochs": 2, "save_every": 1, "keep_checkpoints": 3, "evaluate_every": 1, "log_every": 2}
    if early:  # at so low a rate nothing is learnt
        fields |= {"most_steps": 5, "patience": 2, "learning_rate": 1e-30}
    told = tiny_spec(rows, tiny_model, tmp_path / "model", **fields)
    job = job_of(told).model_copy(update={"validation": str(rows)})
    whole, again = left_by(job), left_by(job)
    assert (whole.result["steps"], whole.result["stopped_early"]) == (3, early)
    assert again == whole._replace(resumed_at=3)
    shutil.rmtree(tmp_path / "model/checkpoints/checkpoint-3")
    assert left_by(job) == whole._replace(resumed_at=2)


def test_two_processes_train_as_one_does_with_twice_the_batch(
    trained: tuple[Path, TrainingResult], small_set: Path, tiny_model: Path, tmp_path: Path
):
    output = tmp_path / "model"
    fields = {"batch_per_device": 1, "launch": {"config": "cpu_fsdp2"}, "lora": {"dropout": 0.0}}
    result = run_training(write_job(tiny_spec(small_set, tiny_model, output, **fields)))
    assert (result.world_size, result.sharding) == (2, "fsdp2")
    assert len(result.rank_losses) == 2
    assert result.rank_losses[0] != result.rank_losses[1]
    assert sum(result.rank_losses) / 2 == pytest.approx(result.loss, rel=1e-4)
    assert losses(output) == pytest.approx(losses(trained[0]), rel=2e-2)  # the other has dropout
    assert losses(output)[0] == pytest.approx(losses(trained[0])[0], rel=1e-3)
    assert Path(result.model, "adapter_model.safetensors").exists()


def test_a_launch_that_asks_for_fsdp_and_has_whole_weights_is_refused(monkeypatch: pytest.MonkeyPatch):
    """Without a GPU, accelerate alone would train by DDP and say nothing."""
    from torch.nn import Linear

    from tasks.trainer.errors import TrainerError
    from tasks.trainer.sharding import refuse_whole_weights

    refuse_whole_weights(Linear(2, 2), 2)
    monkeypatch.setenv("ACCELERATE_USE_FSDP", "true")
    refuse_whole_weights(Linear(2, 2), 1)
    with pytest.raises(TrainerError, match="the weights are not sharded"):
        refuse_whole_weights(Linear(2, 2), 2)


def test_a_launch_of_another_size_than_its_config_says_fails(small_set: Path, tiny_model: Path, tmp_path: Path):
    told = yaml.safe_load((CONFIGS / "single_cpu.yaml").read_text())
    config = tmp_path / "multi_cpu.yaml"
    config.write_text(yaml.safe_dump(told | {"distributed_type": "MULTI_CPU", "num_processes": 2}))
    output = tmp_path / "model"
    job = write_job(tiny_spec(small_set, tiny_model, output, launch={"config": str(config)}))
    with pytest.raises(TrainingRefused, match="means 2 processes, and the launch has 1"):
        run_training(job)
    assert not (output / "result.json").exists()


def test_a_trajectorys_tool_output_carries_no_loss(tiny_model: Path, tmp_path: Path):
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny_model)
    segments = [("```python\nprint(6 * 7)\n```\n```output", True), ("\n42\n```\n", False), ("So \\boxed{42}.", True)]
    row = {
        "prompt": [{"role": "user", "content": "What is six times seven?"}],
        "segments": [{"text": text, "trained": trained} for text, trained in segments],
    }
    rows = tmp_path / "trajectories.jsonl"
    rows.write_text(f"{json.dumps(row)}\n" * 4)
    fields = {"loss": "segments", "most_steps": 4, "epochs": 4, "most_tokens": 0, "validation": str(rows)}
    fields |= {"evaluate_every": 1, "save_every": 1, "patience": 1, "learning_rate": 1e-30}
    train(job_of(tiny_spec(rows, tiny_model, tmp_path / "model", **fields)))
    result = TrainingResult.model_validate_json((tmp_path / "model/result.json").read_text())
    lengths = [len(tokenizer(text, add_special_tokens=False)["input_ids"]) for text, _ in segments]
    turn_end = 2  # <|im_end|> and a line's end
    assert result.loss_tokens == 4 * (lengths[0] + lengths[2] + turn_end)
    assert result.tokens > result.loss_tokens + 4 * lengths[1]
    assert result.held_out_loss == pytest.approx(result.loss, rel=1e-3)
    looks = [line["step"] for line in metrics.read(tmp_path / "model/metrics.jsonl") if "held_out_loss" in line]
    assert looks[:2] == [1, 2]
    assert (result.steps, result.stopped_early) == (2, True)  # at so low a rate nothing is learnt


def job_of(spec: FinetuneSpec) -> TrainingJob:
    """The job that a spec's file holds."""
    return TrainingJob.model_validate_json(write_job(spec).read_text())


def test_of_a_conversation_every_turn_of_the_assistant_carries_loss_and_nothing_else(tiny_model: Path, tmp_path: Path):
    from transformers import AutoTokenizer

    from tasks.trainer.rows import count_tokens
    from tasks.trainer.training import prepare_training

    tokenizer = AutoTokenizer.from_pretrained(tiny_model)
    said = ["Minimize the cost.", "Yes: x is an integer."]
    turns = [("user", "Four desks."), ("assistant", said[0]), ("user", "Sure?"), ("assistant", said[1])]
    row = {"messages": [{"role": role, "content": text} for role, text in turns]}
    rows = tmp_path / "talks.jsonl"
    rows.write_text(f"{json.dumps(row)}\n" * 3)
    job = job_of(tiny_spec(rows, tiny_model, tmp_path / "model", loss="assistant", most_tokens=0))
    tokens, loss_tokens = count_tokens(prepare_training(job).train_dataset)
    lengths = [len(tokenizer(f"{text}<|im_end|>", add_special_tokens=False)["input_ids"]) for text in said]
    assert loss_tokens == 3 * sum(lengths)
    assert tokens == 3 * len(tokenizer.apply_chat_template(row["messages"], return_dict=True)["input_ids"])


def test_packed_examples_share_a_row_and_do_not_see_each_other(tiny_model: Path, tmp_path: Path):
    """In one row, each example has the loss that it has alone: a token's weight is the same."""
    from tasks.trainer.rows import count_tokens
    from tasks.trainer.training import prepare_training

    rows = tmp_path / "rows.jsonl"
    texts = ["A farm has 4 cows.", "Seven trucks and a lorry.", "Each desk needs 3 hours of work and 2 of paint."]
    told = [
        {"prompt": [{"role": "user", "content": text}], "completion": [{"role": "assistant", "content": text[::-1]}]}
        for text in texts
    ]
    rows.write_text("".join(f"{json.dumps(row)}\n" for row in told))
    fields = {"most_tokens": 0, "batch_per_device": 3, "lora": {"dropout": 0.0}}

    def prepared(packing: bool) -> Any:
        return prepare_training(job_of(tiny_spec(rows, tiny_model, tmp_path / f"{packing}", packing=packing, **fields)))

    apart, packed = prepared(packing=False), prepared(packing=True)
    assert (len(apart.train_dataset), len(packed.train_dataset)) == (3, 1)
    assert count_tokens(packed.train_dataset) == count_tokens(apart.train_dataset)
    assert first_loss(packed) == pytest.approx(first_loss(apart), rel=1e-5)


def first_loss(training: Any) -> float:
    """Loss of the first batch, before anything is learnt."""
    import torch

    with torch.no_grad():
        return float(training.compute_loss(training.model, next(iter(training.get_train_dataloader()))))


def test_a_half_written_checkpoint_is_passed_over(tmp_path: Path):
    for step, files in (
        (2, ["trainer_state.json"]),
        (4, []),
        (6, ["trainer_state.json", "checkpoint-is-incomplete.txt"]),
    ):
        (tmp_path / f"checkpoint-{step}").mkdir()
        for name in files:
            (tmp_path / f"checkpoint-{step}" / name).touch()
    assert last_complete(tmp_path) == tmp_path / "checkpoint-2"
    assert last_complete(tmp_path / "none") is None


def test_the_trainer_needs_no_workflow_engine_and_no_teacher():
    program = (
        "import sys, tasks.trainer.__main__\n"
        "print('torch' in sys.modules)\n"  # it comes late: until then, nobody would end with a parent that is killed
        "import tasks.trainer.keeping, tasks.trainer.answering.generating\n"
        "print({'prefect', 'litellm', 'flows', 'fastapi'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "False\nset()\n", done.stderr


def test_whoever_gives_up_on_a_hang_leaves_no_process(small_set: Path, tiny_model: Path, tmp_path: Path):
    job = write_job(
        tiny_spec(small_set, tiny_model, tmp_path / "model", launch={"config": "single_cpu", "stall_minutes": 0.02})
    )
    before = descendants(os.getpid())
    with pytest.raises(TrainingFailed, match=r"left no metric for 0\.02 minutes"):
        run_training(job)
    assert not survivors(descendants(os.getpid()) - before, seconds=1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"model": "/no/such/model"}, "model = '/no/such/model' can't be loaded"),
        ({"method": "qlora"}, "method = 'qlora' needs bitsandbytes"),
        ({"trackers": ["wandb"]}, "trackers: 'wandb' is not installed"),
        ({"example_tokens": 64}, "example_tokens = 64 leaves nothing of .*train.parquet"),
    ],
)
def test_what_can_not_be_trained_is_said_and_not_tried_again(
    small_set: Path, tiny_model: Path, tmp_path: Path, fields: dict[str, Any], said: str
):
    from tasks.trainer.errors import TrainerError
    from tasks.trainer.training import prepare_training

    told = {"model": str(tiny_model), **fields}
    job = write_job(tiny_spec(small_set, Path(told.pop("model")), tmp_path / "model", **told))
    with pytest.raises(TrainerError, match=said):
        prepare_training(TrainingJob.model_validate_json(job.read_text()))
