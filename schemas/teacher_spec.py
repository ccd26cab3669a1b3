"""Which teacher is asked, where, how, and within which limits."""

from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from schemas.frozen import Chosen
from schemas.plant import PLANTS
from schemas.teacher import JUDGES, OF_ROUNDS, REPAIRS, Purpose, Sampling

PROCEDURAL = "procedural"
GROUPS: dict[str, tuple[Purpose, ...]] = {
    "judge": (*JUDGES, Purpose.describe),
    "repair": REPAIRS,
}
"""Names under which a spec gives one teacher to several purposes; who describes a program is a judge's second pair of
eyes, and not its writer's."""
ROLES = (*OF_ROUNDS, *GROUPS)
OPERATIONAL = {
    "address",
    "key",
    "concurrency",
    "requests_per_minute",
    "tokens_per_minute",
    "deadline_seconds",
    "tries",
    "prompt_usd",
    "completion_usd",
    "latency_seconds",
    "continuing",
    "template",
}
"""Fields that decide how a teacher is reached, not what it answers."""


class Continuing(StrEnum):
    """How a server goes on from a cut text."""

    auto = "auto"
    """Found out by the first request."""
    completions = "completions"
    """It completes text: `/completions`, as vLLM's and llama.cpp's servers have it."""
    prefix = "prefix"
    """It takes the beginning of its answer as the last message: `/chat/completions` of these and of some others."""


class TeacherSpec(Chosen):
    """Who writes or judges: the embedded procedural teacher, or any language model."""

    model: str = Field(
        default=PROCEDURAL,
        min_length=1,
        description="`procedural`, the embedded teacher that needs no key; or a model as litellm names it, such as "
        "`openai/gpt-4.1`, `anthropic/claude-sonnet-4-5`, `ollama_chat/qwen3`, `hosted_vllm/Qwen/Qwen3-8B`.",
    )
    address: str = Field(
        default="",
        pattern=r"^(https?://\S+)?$",
        description="Base address of an OpenAI-compatible server, such as `http://localhost:8000/v1`; empty: the "
        "provider's own.",
    )
    key: str = Field(
        default="",
        pattern=r"^[A-Za-z_]*[A-Za-z0-9_]*$",
        description="Name of the environment variable that holds the key; empty: the one that the provider's own "
        "library reads. The key itself is never written anywhere.",
    )
    temperature: float = Field(default=0.0, ge=0, le=2)
    top_p: float = Field(default=1.0, gt=0, le=1)
    max_tokens: int = Field(default=4096, ge=1, description="Most tokens of an answer.")
    concurrency: int = Field(default=64, ge=1, le=1024, description="Requests in flight.")
    requests_per_minute: int = Field(default=0, ge=0, description="0: no limit.")
    tokens_per_minute: int = Field(default=0, ge=0, description="Of requests and answers; 0: no limit.")
    deadline_seconds: float = Field(
        default=180.0, gt=0, description="Longest wait for an answer; shorter once the model's latencies are known."
    )
    tries: int = Field(default=8, ge=1, le=100, description="Requests for one answer while the provider fails.")
    prompt_usd: float | None = Field(
        default=None, ge=0, description="Price of a million tokens of a request, in US dollars; absent: looked up."
    )
    completion_usd: float | None = Field(
        default=None, ge=0, description="Price of a million tokens of an answer, in US dollars; absent: looked up."
    )
    continuing: Continuing = Field(
        default=Continuing.auto, description="How the model goes on from a cut text; only trajectories need it."
    )
    template: str = Field(
        default="",
        description="Chat template for a server that completes text: a Jinja file, or the folder of the model's "
        "tokenizer; empty: the messages one under another.",
    )
    latency_seconds: float = Field(
        default=0.0, ge=0, description="Simulated latency of the procedural teacher, for benchmarks."
    )
    plants: dict[str, float] = Field(
        default_factory=dict,
        description="Share of the procedural teacher's answers with a planted error, by kind; for calibration only.",
    )

    @field_validator("model")
    @classmethod
    def model_names_its_provider(cls, model: str) -> str:
        """Reject a name that says nothing about who serves it."""
        if model != PROCEDURAL and not all(model.partition("/")):
            raise ValueError(f"{model!r} names no provider; say openai/{model}, or procedural for the embedded teacher")
        return model

    @field_validator("plants")
    @classmethod
    def plants_are_known_shares(cls, plants: dict[str, float]) -> dict[str, float]:
        """Reject an unknown kind of error, or shares that are none."""
        for kind, share in plants.items():
            if kind not in PLANTS:
                raise ValueError(f"{kind!r} is no kind of planted error; known are {', '.join(PLANTS)}")
            if not 0 <= share <= 1:
                raise ValueError(f"the share of {kind} is {share}; it must lie between 0 and 1")
        if (total := sum(plants.values())) > 1 + 1e-9:
            raise ValueError(f"the shares of planted errors add up to {total:.6g}; they may add up to 1 at most")
        return plants

    @model_validator(mode="after")
    def fits_its_model(self) -> "TeacherSpec":
        """Reject what only the other sort of teacher has."""
        if self.is_procedural and self.address:
            raise ValueError(
                f"the procedural teacher has no address ({self.address}); name the model that answers there"
            )
        if not self.is_procedural and (self.plants or self.latency_seconds):
            raise ValueError(f"plants and latency_seconds are the procedural teacher's, and the model is {self.model}")
        return self

    @property
    def is_procedural(self) -> bool:
        """Whether the embedded teacher answers."""
        return self.model == PROCEDURAL

    @property
    def waits(self) -> bool:
        """Whether an answer takes time in which something else can be done."""
        return not self.is_procedural or self.latency_seconds > 0

    def sampling(self, seed: int) -> Sampling:
        """Parameters of a completion for a candidate of that seed."""
        return Sampling(temperature=self.temperature, top_p=self.top_p, max_tokens=self.max_tokens, seed=seed)
