"""Reinforcement of a tiny policy by real programs: algorithms, turns, masks, resume."""
# pyright: basic
# Reason: TRL and torch have few types.

import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("trl", reason="the train extra is not installed")

import torch

from schemas.policy_training import PolicyJob, PolicyResult
from schemas.reward import RewardSpec
from schemas.solve import DoorName
from tasks.launching.errors import TrainingFailed
from tasks.policy.training import run_reinforcement
from tasks.reward.service import served
from tasks.trainer import metrics
from tasks.trainer.__main__ import train
from tasks.trainer.curriculum import Curriculum
from tests.tasks.policy.shop import QUESTIONS, make_policy, shop_job, with_interpreter
from tests.tasks.trainer.jobs import left_by

# Of TRL's and transformers' own fields, which the trainer sets.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")

STEPS = 3
GRPO = {"loss": "grpo", "clip_low": 0.2, "clip_high": 0.2, "kl": 1e-3}
DAPO = {"clip_low": 0.2, "clip_high": 0.28, "overlong_tokens": 4, "mask_truncated": True, "resample_rounds": 2}
LOCAL = {"door": "local", "limits": {"wall_seconds": 5, "memory_mib": 2048}}
ONCE = {"asking": "tags", "reward": LOCAL | {"name": "evom"}}
TURNS = {"asking": "interpreter", "reward": LOCAL | {"name": "storm"}, "answer_tokens": 96}


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """A policy so small is slower on two threads, and much slower where others want them."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OMP_NUM_THREADS", "1")
        yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy that answers in one turn."""
    return make_policy(tmp_path_factory.mktemp("policy"))


@pytest.fixture(scope="module")
def reasoner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy that runs a block before it answers."""
    return make_policy(tmp_path_factory.mktemp("reasoner"), with_interpreter)


def trained_here(path: Path) -> PolicyResult:
    """What comes of a job in this process, which spares it a start."""
    job = PolicyJob.model_validate_json(path.read_text())
    with served(job.spec.reward, lambda number: QUESTIONS[number], path.parent):
        train(job)
    return PolicyResult.model_validate_json((path.parent / "result.json").read_text())


def rewards_of(output: Path) -> list[float]:
    """The reward of each step."""
    return [line["reward"] for line in metrics.read(output / "metrics.jsonl") if "loss" in line]


def test_grpo_trains_in_one_turn_by_real_programs(policy: Path, tmp_path: Path):
    result = trained_here(shop_job(tmp_path / "run", policy, most_steps=STEPS, epochs=STEPS, policy=GRPO, **ONCE))
    lines = metrics.read(tmp_path / "run" / "metrics.jsonl")
    assert result.steps == STEPS
    assert result.completions == STEPS * 32
    assert any(line["reasons"].get("optimal_value") for line in lines)
    assert any(line["gradient"] > 0 and "kl" in line for line in lines)


def test_dapo_trains_in_turns_whose_blocks_really_run(reasoner: Path, tmp_path: Path):
    result = trained_here(shop_job(tmp_path / "run", reasoner, most_steps=STEPS, epochs=STEPS, policy=DAPO, **TURNS))
    assert result.executions > STEPS * 16
    assert result.solved > 0


def test_a_policy_whose_padding_may_end_an_answer_still_hears_its_blocks(reasoner: Path, tmp_path: Path):
    twin = shutil.copytree(reasoner, tmp_path / "twin")
    told = json.loads((twin / "generation_config.json").read_text())
    told["eos_token_id"] = [told["eos_token_id"], told["pad_token_id"]]
    (twin / "generation_config.json").write_text(json.dumps(told))
    result = trained_here(shop_job(tmp_path / "run", twin, most_steps=1, policy=DAPO, **TURNS))
    assert result.executions > 8


def test_killed_and_resumed_a_reinforcement_goes_on_as_if_nothing_was(policy: Path, tmp_path: Path):
    told = {"most_steps": 4, "epochs": 4, "save_every": 2, "policy": DAPO, "curriculum": True, **ONCE}
    trained_here(shop_job(tmp_path / "whole", policy, **told))
    job = shop_job(tmp_path / "killed", policy, **told)
    Thread(target=kill_after, args=(tmp_path / "killed", 3), daemon=True).start()
    with pytest.raises(TrainingFailed):
        run_reinforcement(job)
    resumed = run_reinforcement(job)
    assert resumed.resumed_at == 2
    assert rewards_of(tmp_path / "killed") == pytest.approx(rewards_of(tmp_path / "whole"))


def test_killed_before_its_result_was_there_a_reinforcement_takes_no_further_step(policy: Path, tmp_path: Path):
    told = {"questions_per_step": 2, "most_steps": 1, "policy": DAPO, "curriculum": True, **ONCE}
    path = shop_job(tmp_path / "run", policy, **told)
    job = PolicyJob.model_validate_json(path.read_text())
    held_out = job.model_copy(update={"held_out": job.questions})
    with served(job.spec.reward, lambda number: QUESTIONS[number], tmp_path / "run"):
        whole, again = left_by(held_out), left_by(held_out)
    assert (whole.result["steps"], again.result["steps"]) == (1, 1)
    assert [line.get("final", False) for line in whole.lines] == [False, True]
    assert again == whole._replace(resumed_at=1)


def kill_after(output: Path, step: int) -> None:
    """Kill the trainer once it has told of a step."""
    while not any(line["step"] >= step for line in metrics.read(output / "metrics.jsonl")):
        time.sleep(0.02)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        words = path.read_bytes().split(b"\0") if path.exists() else []
        if b"tasks.trainer" in words and str(output / "job.json").encode() in words:
            os.kill(int(path.parent.name), signal.SIGKILL)


def test_what_the_interpreter_wrote_carries_no_gradient(reasoner: Path, tmp_path: Path):
    from tasks.trainer.reinforcing import prepare_reinforcement

    job = shop_job(tmp_path / "run", reasoner, most_steps=1, epochs=1, policy=DAPO, **TURNS)
    told = PolicyJob.model_validate_json(job.read_text())
    with served(RewardSpec.model_validate(told.spec.reward), lambda number: QUESTIONS[number], tmp_path / "run"):
        training: Any = prepare_reinforcement(told)
        training.model.train()
        rows = [{"prompt": [{"role": "user", "content": str(n // 8)}]} for n in range(16)]
        batch = training._generate_and_score_completions(rows)
    written = batch["completion_mask"].bool() & (batch["tool_mask"] == 0)
    heard = training.processing_class.decode(batch["completion_ids"][written])
    assert "```output" in heard
    assert "pulp" not in heard
    slopes = slopes_of(training, batch)
    own = batch["completion_mask"].bool() & (batch["tool_mask"] == 1)
    assert slopes[written].abs().max() == 0
    assert slopes[own].abs().max() > 0


def slopes_of(training: Any, batch: dict[str, Any]) -> torch.Tensor:
    """Gradient of the loss by the last states, of each of which nothing but the logits of the next token is made.

    TRL fuses the head with the loss, so that logits themselves are never there to be looked at.
    """
    kept: list[torch.Tensor] = []

    def keep(module: Any, given: Any, states: torch.Tensor) -> None:
        states.retain_grad()
        kept.append(states)

    training.current_gradient_accumulation_steps = 1
    varied = {**batch, "advantages": torch.linspace(-1, 1, len(batch["advantages"]))}
    hook = training.model.model.norm.register_forward_hook(keep)
    training._compute_loss(training.model, varied).backward()
    hook.remove()
    slopes = kept[-1].grad
    assert slopes is not None
    return slopes[:, -batch["completion_ids"].shape[1] - 1 : -1]


def test_a_curriculum_prefers_what_is_uncertain_and_remembers(tmp_path: Path):
    curriculum = Curriculum(3)
    for _ in range(20):
        curriculum.note(0, right=True)
        curriculum.note(1, right=False)
    drawn = [curriculum.draw() for _ in range(300)]
    assert drawn.count(2) > 200
    curriculum.save(tmp_path, 0)
    again = Curriculum(3)
    again.load(tmp_path, 0)
    assert again.rates == curriculum.rates


def test_the_trainer_reaches_rewards_only_with_the_token(tmp_path: Path):
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    with served(RewardSpec(door=DoorName.local), lambda number: QUESTIONS[number], tmp_path) as address:
        told = json.loads((tmp_path / "rewards.json").read_text())
        assert told["token"] == address.token
        assert (tmp_path / "rewards.json").stat().st_mode & 0o777 == 0o600
        for headers in ({}, {"Authorization": "Bearer other"}):
            with pytest.raises(HTTPError, match="403"):
                urlopen(Request(f"{address.url}/rewards", data=b"[]", headers=headers))
    assert not (tmp_path / "rewards.json").exists()


def test_blocks_that_are_opened_without_end_are_looked_through_at_once():
    from tasks.trainer.answer import Answer

    answer, began = Answer(0, QUESTIONS[0], []), time.process_time()
    answer.text = "```python\nprint(1)\n```\n" + "```python\n" * 20_000
    assert answer.block() == "print(1)\n"
    assert time.process_time() - began < 5
