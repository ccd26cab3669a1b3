"""Reinforcement by TRL's GRPO trainer, with the solver as judge."""
# pyright: basic
# Reason: TRL and transformers have few types.

import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

from trl.rewards.other_rewards import get_soft_overlong_punishment
from trl.trainer.grpo_config import GRPOConfig
from trl.trainer.grpo_trainer import GRPOTrainer

from schemas.policy_training import PolicyJob, PolicyResult
from schemas.reinforce_spec import Asking, ReinforceSpec
from schemas.reward import Rewarded
from schemas.score import Reason
from tasks.trainer.answer import STOPS
from tasks.trainer.arguments import shared_arguments
from tasks.trainer.errors import TrainerError
from tasks.trainer.models import adapters, load_tokenizer
from tasks.trainer.questions import Questions, Stream, numbered, read_book
from tasks.trainer.rewarding import Rewards
from tasks.trainer.rollouts import Rollouts
from tasks.trainer.telling import Telling

REASON = "reason/"


class Reinforcement(Telling, GRPOTrainer):
    """A GRPO trainer that leaves a line of metrics whenever it logs."""

    words: ClassVar = {
        "loss": "loss",
        "learning_rate": "learning_rate",
        "grad_norm": "gradient",
        "reward": "reward",
        "solved": "solved",
        "eval_reward": "held_out_reward",
        "eval_solved": "held_out_solved",
        "frac_reward_zero_std": "flat_groups",
        "kl": "kl",
        "entropy": "entropy",
        "clip_ratio/region_mean": "clipped_tokens",
        "completions/mean_length": "answer_tokens",
        "completions/clipped_ratio": "cut_off",
        "completions": "completions",
        "settled": "settled",
        "executions": "executions",
        "reward_seconds": "reward_seconds",
        "rollout_seconds": "rollout_seconds",
    }

    def __init__(self, job: PolicyJob, rollouts: Rollouts, **arguments: Any) -> None:
        """Take the job and who rolls out beside TRL's arguments."""
        # TRL calls the function experimental; which release of it is used is pinned.
        os.environ["TRL_EXPERIMENTAL_SILENCE"] = "1"
        super().__init__(job.spec.output, rollout_func=rollouts, **arguments)
        self.job = job
        self.rollouts = rollouts
        self.held_out_solved: float | None = None

    def log(self, logs: dict[str, float], *arguments: Any, **options: Any) -> None:
        """Log as usual, and remember how many held-out questions were solved."""
        super().log(logs, *arguments, **options)
        self.held_out_solved = logs.get("eval_solved", self.held_out_solved)

    def line_of(self, logs: dict[str, float]) -> dict[str, Any]:
        """What a line tells, with the shares of the reasons that came up."""
        told = super().line_of(logs)
        shares = {reason.value: logs.get(REASON + reason.value, 0.0) for reason in Reason}
        return told | {"reasons": {name: share for name, share in shares.items() if share}} if "loss" in told else told

    def _save_rng_state(self, output_dir: str) -> None:
        """Keep the state of chance in a checkpoint, and what the curriculum has measured."""
        super()._save_rng_state(output_dir)
        if self.rollouts.curriculum:
            self.rollouts.curriculum.save(Path(output_dir), self.accelerator.process_index)

    def _load_rng_state(self, checkpoint: str | None) -> None:
        """Go on from them."""
        super()._load_rng_state(checkpoint)
        if checkpoint and self.rollouts.curriculum:
            self.rollouts.curriculum.load(Path(checkpoint), self.accelerator.process_index)

    def look(self) -> float | None:
        """Share of held-out questions that are solved; every rank must come here."""
        if self.job.held_out:
            self.evaluate()
        return self.held_out_solved

    def result(self, seconds: float, resumed_at: int, held_out: float | None) -> PolicyResult:
        """What the training gave, but for the model's folders."""
        lines = self.lines()
        return PolicyResult(
            **self.told(seconds, resumed_at),
            reward=lines[-1]["reward"],
            solved=lines[-1]["solved"],
            held_out_solved=held_out,
            completions=round(total(lines, "completions")),
            settled=round(total(lines, "settled")),
            executions=round(total(lines, "executions")),
            reward_seconds=total(lines, "reward_seconds"),
            model="",
        )


def total(lines: Sequence[dict[str, Any]], name: str) -> float:
    """Sum over all steps of what each line gives as a mean over the steps since the one before."""
    before = [0, *(line["step"] for line in lines)]
    return sum((line["step"] - step) * line[name] for step, line in zip(before, lines, strict=False))


class SolverReward:
    """What rollouts have already been paid, for TRL; a look at them on the way."""

    __name__ = "solver"

    def __init__(self, world_size: int) -> None:
        """Take how many processes roll out."""
        self.world_size = world_size

    def __call__(
        self,
        rewarded: Sequence[Rewarded],
        executions: Sequence[int],
        log_metric: Callable[[str, float], None],
        **row: Any,
    ) -> list[float]:
        """The reward of each completion."""
        count = len(rewarded)
        log_metric("completions", float(count * self.world_size))
        log_metric("solved", sum(each.answer > 0 for each in rewarded) / count)
        log_metric("executions", float(sum(executions) * self.world_size))
        for name in ("reward_seconds", "rollout_seconds"):
            log_metric(name, row[name][0])
        log_metric("settled", float(row["settled"][0] * self.world_size))
        for reason in Reason:
            log_metric(REASON + reason.value, sum(each.reason is reason for each in rewarded) / count)
        return [each.reward for each in rewarded]


def prepare_reinforcement(job: PolicyJob) -> Reinforcement:
    """Load policy and questions.

    Raises:
        TrainerError: something that the job names can't be used.
    """
    spec, tokenizer = job.spec, load_tokenizer(job.spec)
    rewards = Rewards(Path(spec.output))
    questions: Questions = Stream(rewards, spec.most_steps * spec.questions_per_step)
    if job.questions:
        questions = read_book(job.questions, tokenizer, spec.question_tokens)
    held_out = read_book(job.held_out, tokenizer, spec.question_tokens) if job.held_out else None
    paid: list[Any] = [SolverReward(job.world_size)]
    if spec.policy.overlong_tokens:
        paid.append(get_soft_overlong_punishment(spec.answer_tokens, spec.policy.overlong_tokens))
    return Reinforcement(
        job,
        Rollouts(spec, rewards, questions, held_out),
        model=spec.model,
        args=grpo_arguments(job),
        reward_funcs=paid,
        train_dataset=numbered(questions),
        eval_dataset=numbered(held_out) if held_out else None,
        processing_class=tokenizer,
        peft_config=adapters(spec),
    )


def grpo_arguments(job: PolicyJob) -> GRPOConfig:
    """TRL's arguments of a job; every default that matters is said, for TRL's change between releases."""
    spec, looks = job.spec, bool(job.held_out) and job.spec.evaluate_every > 0
    arguments = shared_arguments(spec, looks)
    return GRPOConfig(
        **arguments | {"include_num_input_tokens_seen": "no"},
        gradient_accumulation_steps=batches_a_step(job),
        num_generations=spec.group,
        num_generations_eval=1,
        max_completion_length=spec.answer_tokens,
        temperature=spec.sampling.temperature,
        top_p=spec.sampling.top_p,
        top_k=0,
        num_iterations=1,
        loss_type=spec.policy.loss.value,
        epsilon=spec.policy.clip_low,
        epsilon_high=spec.policy.clip_high,
        beta=spec.policy.kl,
        use_bias_correction_kl=False,
        scale_rewards="group",
        mask_truncated_completions=spec.policy.mask_truncated,
        disable_dropout=True,
        log_completions=False,
        **engine(spec),
    )


def batches_a_step(job: PolicyJob) -> int:
    """Batches that each process takes in a step.

    Raises:
        TrainerError: the processes can't share a step's questions evenly.
    """
    spec = job.spec
    each, left = divmod(spec.questions_per_step, job.world_size)
    if left or each * spec.group % spec.batch_per_device:
        raise TrainerError(
            f"questions_per_step = {spec.questions_per_step} can't be shared by {job.world_size} processes in batches "
            f"of {spec.batch_per_device} answers, {spec.group} to a question; choose a multiple"
        )
    return each * spec.group // spec.batch_per_device


def engine(spec: ReinforceSpec) -> dict[str, Any]:
    """What generates.

    Raises:
        TrainerError: vLLM is not there.
    """
    if not spec.sampling.vllm:
        return {"use_vllm": False}
    if find_spec("vllm") is None:
        raise TrainerError(
            "sampling.vllm needs vLLM in the trainer's environment, and a GPU; install it, or set it to false"
        )
    stops = list(STOPS) if spec.asking is Asking.interpreter else []
    return {
        "use_vllm": True,
        "vllm_mode": "colocate",
        "vllm_gpu_memory_utilization": spec.sampling.vllm_memory,
        "vllm_max_model_length": spec.question_tokens + spec.answer_tokens,
        "generation_kwargs": {"stop": stops, "include_stop_str_in_output": True} if stops else None,
    }
