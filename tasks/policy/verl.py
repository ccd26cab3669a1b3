"""Files for those who train with verl: rows, the reward's spec, and a launch file with the recipe's values.

Its configuration is that of verl 0.8 and later. What a policy hears from an interpreter is verl's own affair there, so
that only answers of one turn are written.
"""

import shlex
from pathlib import Path
from typing import Any

from schemas.export_spec import FileType
from schemas.policy_question import PolicyQuestion
from schemas.reinforce_spec import PROCEDURAL, Asking, PolicyLoss, ReinforceSpec
from tasks.export.files import write_file
from tasks.export.forms import DATA_SOURCE
from tasks.launching.command import find_launch
from tasks.launching.errors import TrainingRefused
from tasks.policy.job import held_out_questions, numbered_question, training_questions
from tasks.reward import verl as reward
from tasks.trainer.folder import write_whole

AVERAGES = {PolicyLoss.grpo: "seq-mean-token-mean", PolicyLoss.dapo: "token-mean"}


def write_verl(spec: ReinforceSpec, folder: Path) -> Path:
    """Write rows, reward and launch file; returns the launch file.

    Raises:
        TrainingRefused: the policy answers in several turns.
    """
    if spec.asking is Asking.interpreter:
        raise TrainingRefused(
            "asking = 'interpreter' can't be written for verl; train it here, or choose tags or one_shot"
        )
    folder.mkdir(parents=True, exist_ok=True)
    rows = {"train": training_rows(spec), "test": held_out_questions(spec) if spec.held_out else []}
    for split, questions in rows.items():
        if questions:
            write_file(folder / f"{split}.{FileType.parquet.value}", [verl_question(each, split) for each in questions])
    write_whole(folder / "reward.json", spec.reward.model_dump_json(indent=2) + "\n")
    launch = folder / "launch.sh"
    write_whole(launch, launch_text(spec, folder.absolute(), bool(rows["test"])))
    launch.chmod(0o755)
    return launch


def training_rows(spec: ReinforceSpec) -> list[PolicyQuestion]:
    """The questions to train on; procedural ones as many as the steps take."""
    if spec.questions != PROCEDURAL:
        return training_questions(spec)
    return [numbered_question(spec, number) for number in range(spec.most_steps * spec.questions_per_step)]


def verl_question(question: PolicyQuestion, split: str) -> dict[str, Any]:
    """A question in verl's columns."""
    return {
        "data_source": DATA_SOURCE,
        "prompt": [message.model_dump() for message in question.prompt],
        "ability": "optimization",
        "reward_model": {"style": "rule", "ground_truth": question.answer},
        "extra_info": {
            "split": split,
            "index": question.id,
            "solver": question.solver.value,
            "statement": question.statement,
        },
    }


def launch_text(spec: ReinforceSpec, folder: Path, looks: bool) -> str:
    """The launch file."""
    options = "".join(
        f" \\\n  {shlex.quote(f'{name}={value}')}" for name, value in options_of(spec, folder, looks).items()
    )
    return (
        "#!/bin/bash\n"
        "# Runs in an environment with verl and optmill's packages; arguments that follow win.\n"
        "set -euo pipefail\n"
        f"export {reward.SPEC}={shlex.quote(str(folder / 'reward.json'))}\n"
        f'exec python3 -m verl.trainer.main_ppo{options} "$@"\n'
    )


def options_of(spec: ReinforceSpec, folder: Path, looks: bool) -> dict[str, Any]:
    """The recipe in verl's words."""
    launch = find_launch(spec.launch.config)
    policy, actor, rollout = spec.policy, "actor_rollout_ref.actor", "actor_rollout_ref.rollout"
    return {
        "algorithm.adv_estimator": "grpo",
        "algorithm.use_kl_in_reward": False,
        "data.train_files": folder / "train.parquet",
        "data.val_files": folder / ("test.parquet" if looks else "train.parquet"),
        "data.train_batch_size": spec.questions_per_step,
        "data.max_prompt_length": spec.question_tokens,
        "data.max_response_length": spec.answer_tokens,
        "data.filter_overlong_prompts": True,
        "actor_rollout_ref.model.path": spec.model,
        f"{actor}.optim.lr": spec.learning_rate,
        f"{actor}.ppo_mini_batch_size": spec.questions_per_step,
        f"{actor}.ppo_micro_batch_size_per_gpu": spec.batch_per_device,
        f"{actor}.clip_ratio_low": policy.clip_low,
        f"{actor}.clip_ratio_high": policy.clip_high,
        f"{actor}.loss_agg_mode": AVERAGES[policy.loss],
        f"{actor}.use_kl_loss": policy.kl > 0,
        f"{actor}.kl_loss_coef": policy.kl,
        f"{rollout}.name": "vllm",
        f"{rollout}.n": spec.group,
        f"{rollout}.temperature": spec.sampling.temperature,
        f"{rollout}.top_p": spec.sampling.top_p,
        f"{rollout}.log_prob_micro_batch_size_per_gpu": spec.batch_per_device,
        "reward.custom_reward_function.path": Path(reward.__file__),
        "reward.custom_reward_function.name": reward.compute_score.__name__,
        "trainer.n_gpus_per_node": launch.world_size // launch.machines,
        "trainer.nnodes": launch.machines,
        "trainer.total_epochs": max(1, round(spec.epochs)),
        "trainer.save_freq": spec.save_every,
        "trainer.test_freq": spec.evaluate_every if looks else -1,
        "trainer.default_local_dir": folder / "checkpoints",
    }
