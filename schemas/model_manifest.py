"""What a model came from: base, recipe, examples and the lake's partitions, so that its lineage leads back to seeds."""

from schemas.export_manifest import ExportManifest
from schemas.finetune_spec import FinetuneSpec
from schemas.frozen import Frozen
from schemas.policy_training import PolicyResult
from schemas.reinforce_spec import ReinforceSpec
from schemas.training import TrainingResult


class ModelManifest(Frozen):
    """What wrote a model; written last."""

    spec: FinetuneSpec | ReinforceSpec
    result: TrainingResult | PolicyResult
    data_files: dict[str, str]
    """SHA-256 of each file of rows that it was trained and looked at with."""
    data: ExportManifest | None = None
    """Of the export: spec, partitions, counts; None for rows that no export of ours wrote."""
    code_version: str
    files: dict[str, str]
    """SHA-256 of each file of the model, by its path in the output folder."""
    written: str
    """UTC, ISO 8601."""
