"""What an export leaves beside its rows: where they come from, and what was left out."""

from pydantic import Field

from schemas.export_spec import ExportSpec
from schemas.frozen import Frozen


class PartitionName(Frozen):
    """A round of the lake that rows came from."""

    campaign: str
    round: int
    spec_hash: str
    code_version: str
    examples: int
    """Examples that came from it."""


class ExportManifest(Frozen):
    """What wrote a training set; written last."""

    spec: ExportSpec
    spec_hash: str
    content_hash: str
    """Of all examples, whatever the form."""
    code_version: str
    prompt_hash: str
    """Of the prompt's template; a benchmark that asks by the same template has the same hash."""
    partitions: tuple[PartitionName, ...]
    problems: dict[str, int]
    """Problems by split."""
    examples: dict[str, int]
    """Examples by split."""
    left_out: dict[str, int] = Field(default_factory=dict)
    """Accepted problems by the reason for which they were left out."""
    overlaps: tuple[str, ...] = ()
    """What was taken out as a benchmark's, a sentence each, the first ones."""
    files: dict[str, str]
    """SHA-256 of each file of rows, by its path in the folder."""
    written: str
    """UTC, ISO 8601."""
