"""The manifest of a model: what it came from, back to the lake's partitions; written last."""

from datetime import UTC, datetime
from pathlib import Path

from schemas.model_manifest import ModelManifest
from schemas.policy_training import PolicyJob, PolicyResult
from schemas.training import TrainingResult
from tasks.code_version import code_version
from tasks.launching.job import AnyJob, hash_file, read_export, read_job
from tasks.trainer import folder


def write_model_manifest(job_file: Path) -> ModelManifest:
    """Write the manifest of a finished training."""
    job = read_job(job_file)
    output = Path(job.spec.output)
    kind = PolicyResult if isinstance(job, PolicyJob) else TrainingResult
    result = kind.model_validate_json((output / folder.RESULT).read_text(encoding="utf-8"))
    folders = [Path(path) for path in (result.model, result.merged) if path]
    manifest = ModelManifest(
        spec=job.spec,
        result=result,
        data_files={path: hash_file(path) for path in files_of(job) if path},
        data=read_export(job.spec.questions if isinstance(job, PolicyJob) else job.spec.data),
        code_version=code_version(),
        files={
            str(file.relative_to(output)): hash_file(file)
            for path in folders
            for file in sorted(path.rglob("*"))
            if file.is_file()
        },
        written=datetime.now(UTC).isoformat(),
    )
    folder.write_whole(output / folder.MANIFEST, manifest.model_dump_json(indent=2) + "\n")
    return manifest


def files_of(job: AnyJob) -> tuple[str, str]:
    """Files that a job trains on and looks at; empty where there is none."""
    return (job.questions, job.held_out) if isinstance(job, PolicyJob) else (job.train, job.validation)
