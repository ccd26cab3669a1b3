"""What every run that publishes tables of its own tells of itself."""

from pydantic import Field

from schemas.frozen import Frozen


class RunAccount(Frozen):
    """Versions, costs and times of a run."""

    run: str
    schema_version: int
    spec_hash: str
    code_version: str
    prompt_hashes: dict[str, str] = Field(default_factory=dict)
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float = 0.0
    started: str
    """UTC, ISO 8601."""
    finished: str
    seconds: float
    host: str
