"""The job of a training: which files of rows, how many processes."""

import hashlib
from pathlib import Path

from pydantic import TypeAdapter

from schemas.export_manifest import ExportManifest
from schemas.finetune_spec import FinetuneSpec, Loss
from schemas.policy_training import PolicyJob
from schemas.training import TrainingJob
from tasks.export.files import MANIFEST
from tasks.launching.command import find_launch
from tasks.launching.errors import TrainingRefused
from tasks.trainer import folder

AnyJob = TrainingJob | PolicyJob
JOBS: TypeAdapter[AnyJob] = TypeAdapter(AnyJob)
FORMS = {Loss.completion: "trl", Loss.assistant: "messages"}
"""The export's form for each loss."""
KINDS = (".parquet", ".jsonl")


def write_job(spec: FinetuneSpec) -> Path:
    """Write the job file into the output folder.

    Raises:
        TrainingRefused: no rows, no such config, or an output folder with another job's training.
    """
    train, validation = find_rows(spec)
    job = TrainingJob(
        spec=spec,
        train=train,
        validation=validation if spec.evaluate_every else "",
        world_size=find_launch(spec.launch.config).world_size,
    )
    return leave_job(job)


def leave_job(job: AnyJob) -> Path:
    """Write a job into its output folder.

    Raises:
        TrainingRefused: the folder holds another job's training.
    """
    path = Path(job.spec.output) / folder.JOB
    refuse_other_job(path, job)
    path.parent.mkdir(parents=True, exist_ok=True)
    folder.write_whole(path, job.model_dump_json(indent=2) + "\n")
    return path


def read_job(path: Path) -> AnyJob:
    """The job of a file."""
    return JOBS.validate_json(path.read_text(encoding="utf-8"))


def refuse_other_job(path: Path, job: AnyJob) -> None:
    """Raise where the folder holds the training of another job: its checkpoints are not this one's."""
    if not path.exists():
        return
    earlier = read_job(path)
    differ = [
        name
        for name in type(job.spec).model_fields
        if name != "launch" and getattr(earlier.spec, name, None) != getattr(job.spec, name)
    ]
    if differ or rows_of(earlier) != rows_of(job):
        what = ", ".join(differ) or "its rows or the number of processes"
        raise TrainingRefused(f"output = {job.spec.output!r} holds a training that differs in {what}; choose another")


def rows_of(job: AnyJob) -> tuple[str, int]:
    """What decides a job beside its spec: its rows, and the number of processes."""
    return job.questions if isinstance(job, PolicyJob) else job.train, job.world_size


def find_rows(spec: FinetuneSpec) -> tuple[str, str]:
    """Files of rows to train and to look at; the second is empty where there are none.

    Raises:
        TrainingRefused: there is no such file, or no export with the form that the loss needs.
    """
    data = Path(spec.data)
    if data.is_file():
        return str(data), spec.validation
    if read_export(spec.data) is None:
        raise TrainingRefused(
            f"data = {spec.data!r} is neither a file of rows nor the folder of an export; run optmill export"
        )
    form = FORMS.get(spec.loss)
    if form is None:
        raise TrainingRefused(f"loss = {spec.loss.value!r} needs a file of rows with prompt and segments as `data`")
    found = {split: rows_file(data / form, split) for split in ("train", "validation")}
    if not found["train"]:
        raise TrainingRefused(f"{data} was exported without the form {form!r}, which loss = {spec.loss.value!r} needs")
    return found["train"], found["validation"]


def rows_file(form: Path, split: str) -> str:
    """The file of a split; empty where there is none."""
    files = (form / f"{split}{kind}" for kind in KINDS)
    return next((str(file) for file in files if file.is_file()), "")


def read_export(data: str) -> ExportManifest | None:
    """The manifest of the export that rows come from; None where they come from elsewhere."""
    path = Path(data) / MANIFEST
    return ExportManifest.model_validate_json(path.read_text(encoding="utf-8")) if path.is_file() else None


def hash_file(path: str | Path) -> str:
    """SHA-256 of a file."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
