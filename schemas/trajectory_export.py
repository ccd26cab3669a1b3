"""The spec of an export of trajectories, and what it leaves."""

from pydantic import Field

from schemas.export_spec import Shares
from schemas.frozen import Frozen, content_hash


class TrajectoryExportSpec(Frozen):
    """Golden trajectories with masks for fine-tuning, and problems as prompts for reinforcement learning."""

    lake: str = Field(default="lake", description="Folder of the lake.")
    output: str = Field(default="trajectories", description="Folder that is written.")
    runs: tuple[str, ...] = Field(default=(), description="Only these curations; absent: all of the lake.")
    hints: bool = Field(default=True, description="Whether hints carry loss; the interpreter's outputs never do.")
    shares: Shares = Field(
        default=Shares(validation=0.05, test=0.0), description="Shares of the problems that are held out."
    )
    seed: int = Field(default=0, ge=0, description="Seed of the splits.")

    def spec_hash(self) -> str:
        """Hash of what decides the rows, not where they are written."""
        return content_hash(self.model_dump(mode="json", exclude={"output"}))


class TrajectoryExportManifest(Frozen):
    """What wrote an export of trajectories; written last."""

    spec: TrajectoryExportSpec
    spec_hash: str
    code_version: str
    runs: dict[str, int]
    """Golden trajectories by run."""
    trajectories: dict[str, int]
    """Rows for fine-tuning, by split."""
    prompts: dict[str, int]
    """Rows for reinforcement learning, by split."""
    prompt_hash: str
    """Of the reasoner's template."""
    files: dict[str, str]
    """SHA-256 of each file of rows, by its path in the folder."""
    written: str
    """UTC, ISO 8601."""
