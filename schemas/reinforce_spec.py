"""The spec of a reinforcement: TOML recipe, flags and Prefect's form share its fields; the trainer reads the same."""

from enum import StrEnum

from pydantic import Field, model_validator

from schemas.frozen import Chosen
from schemas.reward import RewardSpec
from schemas.solve import SolverName
from schemas.trainer_spec import TrainerSpec

PROCEDURAL = "procedural"
"""Questions that are made as they are asked, without end."""


class Asking(StrEnum):
    """How a policy is asked, and how it answers."""

    one_shot = "one_shot"
    """One program in a Python block, as benchmarks ask."""
    tags = "tags"
    """One thought and one program in EVOM's tags."""
    interpreter = "interpreter"
    """It reasons at length and may run Python on the way, as STORM does."""


class PolicyLoss(StrEnum):
    """How the loss is averaged."""

    grpo = "grpo"
    """Over the tokens of a completion, then over completions."""
    dapo = "dapo"
    """Over all tokens of a step, so that long completions weigh as much as they are long; also verl's default."""


class PolicySpec(Chosen):
    """The algorithm: GRPO of Shao et al. (2024), and what DAPO of Yu et al. (2025) changes in it."""

    loss: PolicyLoss = Field(default=PolicyLoss.dapo, description="How the loss is averaged: grpo or dapo.")
    clip_low: float = Field(default=0.2, gt=0, lt=1, description="How far a token's ratio may fall below 1.")
    clip_high: float = Field(
        default=0.28, gt=0, description="How far it may rise above 1; GRPO: as far as it may fall."
    )
    kl: float = Field(default=0.0, ge=0, description="Weight of the divergence from the base; DAPO and STORM: none.")
    overlong_tokens: int = Field(
        default=0, ge=0, description="Tokens before `answer_tokens` over which a penalty rises from 0 to 1; 0: none."
    )
    mask_truncated: bool = Field(default=False, description="Whether answers that were cut off carry no loss.")
    resample_rounds: int = Field(
        default=0, ge=0, description="Dynamic sampling: rounds that ask anew where all answers earn the same; 0: none."
    )


class SamplingSpec(Chosen):
    """How completions are sampled."""

    temperature: float = Field(default=1.0, gt=0, description="Of the samples.")
    top_p: float = Field(default=1.0, gt=0, le=1, description="Share of the likeliest tokens that are drawn from.")
    vllm: bool = Field(default=False, description="Whether vLLM generates, on the trainer's GPUs; needs it there.")
    vllm_memory: float = Field(default=0.3, gt=0, lt=1, description="Share of each GPU's memory that vLLM takes.")


class ReinforceSpec(TrainerSpec):
    """One reinforcement: which policy on which questions, by which reward and algorithm, and where."""

    questions: str = Field(
        default=PROCEDURAL,
        description="What is asked: `procedural` (made without end), a lake's folder, an export's folder, or a file of "
        "questions with answers, such as OR-Instruct-3K or a benchmark's training split.",
    )
    held_out: str = Field(default="", description="Questions to look at while training; likewise, empty: none.")
    most_questions: int = Field(default=0, ge=0, description="Questions at most, from the start; 0: all.")
    held_out_questions: int = Field(default=64, ge=1, description="Held-out questions at most.")
    solvers: tuple[SolverName, ...] = Field(
        default=(SolverName.pulp,),
        min_length=1,
        description="Who judges; with several, questions are asked for each in turn.",
    )
    asking: Asking = Field(default=Asking.one_shot, description="How the policy answers: one_shot, tags, interpreter.")
    executions: int = Field(default=4, ge=1, description="Blocks that an interpreter runs for one answer, at most.")
    reward: RewardSpec = RewardSpec()
    policy: PolicySpec = PolicySpec()
    sampling: SamplingSpec = SamplingSpec()
    curriculum: bool = Field(
        default=False, description="Whether questions are drawn by their measured solve rate, the uncertain ones first."
    )
    group: int = Field(default=8, ge=2, description="Answers to one question in a step.")
    questions_per_step: int = Field(default=64, ge=1, description="Questions in an optimizer step.")
    question_tokens: int = Field(default=3000, ge=8, description="Longer questions are left out.")
    answer_tokens: int = Field(default=8192, ge=8, description="Tokens of an answer, outputs of code included.")
    learning_rate: float = Field(default=1e-6, gt=0, description="Peak of the learning rate.")
    schedule: str = Field(default="constant", description="Learning rate's schedule, as transformers names it.")
    warmup: float = Field(default=0.0, ge=0, lt=1, description="Share of the steps in which the rate rises.")
    epochs: float = Field(default=1.0, gt=0, description="Passes over the questions.")
    batch_per_device: int = Field(default=8, ge=1, description="Answers a device takes at a time in the update.")

    @model_validator(mode="after")
    def questions_without_end_need_an_end(self) -> "ReinforceSpec":
        """Reject what has no end, or no number to keep a solve rate by."""
        if self.questions == PROCEDURAL and not self.most_steps:
            raise ValueError("procedural questions have no end; set most_steps")
        if self.questions == PROCEDURAL and self.curriculum:
            raise ValueError("curriculum needs questions that come again; name a file or a lake")
        return self

    @model_validator(mode="after")
    def batches_fill_steps(self) -> "ReinforceSpec":
        """Reject a step that is no whole number of batches."""
        if self.questions_per_step * self.group % self.batch_per_device:
            raise ValueError("questions_per_step times group must be a multiple of batch_per_device")
        return self

    @model_validator(mode="after")
    def rewards_fit_answers(self) -> "ReinforceSpec":
        """Reject an answer that its reward can't read."""
        needed = {"evom": Asking.tags, "storm": Asking.interpreter}.get(self.reward.name)
        if needed is not None and self.asking is not needed:
            raise ValueError(f"reward {self.reward.name.value!r} reads answers of asking = {needed.value!r}")
        if self.policy.overlong_tokens >= self.answer_tokens:
            raise ValueError("overlong_tokens must be fewer than answer_tokens")
        return self
