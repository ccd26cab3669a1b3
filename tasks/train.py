"""Stage: a fine-tuning in a process of its own, seen in Prefect as it goes."""

import base64
import time
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import get_run_logger, task
from prefect.artifacts import (
    create_image_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from schemas.finetune_spec import FinetuneSpec
from tasks.launching.errors import TrainingRefused
from tasks.launching.job import read_job, write_job
from tasks.launching.plot import loss_plot
from tasks.launching.publishing import write_model_manifest
from tasks.launching.training import run_training
from tasks.survive import artifact_key
from tasks.trainer import folder, metrics

SECONDS_A_LOOK = 5.0
"""Between two updates of the progress in Prefect."""
MOST_ROWS = 200
"""Lines of metrics in the table."""


class Progress:
    """The progress of a training as an artifact, and now and then a line of the log."""

    def __init__(self, output: str) -> None:
        """Make the artifact."""
        name = artifact_key("training", Path(output).name)
        self.artifact = cast("UUID", create_progress_artifact(0.0, key=name, description=f"Training of {output}"))
        self.logger = get_run_logger()
        self.told = 0.0

    def tell(self, line: dict[str, Any]) -> None:
        """Show a line of metrics, unless the last one was just shown."""
        if time.monotonic() - self.told < SECONDS_A_LOOK and line["step"] < line["of"]:
            return
        self.told = time.monotonic()
        update_progress_artifact(self.artifact, progress=100.0 * line["step"] / line["of"])
        self.logger.info("step %d of %d, loss %.4f", line["step"], line["of"], line["loss"])


def is_worth_another_try(task: Any, run: Any, state: Any) -> bool:
    """A trainer that refuses the job will refuse it again."""
    _ = task, run
    return not isinstance(state.result(raise_on_failure=False), TrainingRefused)


@task(name="begin training")
def begin_training(spec: FinetuneSpec) -> str:
    """Find rows and config and write the job file; returns its path."""
    return str(write_job(spec))


@task(name="train", retries=3, retry_delay_seconds=5, retry_condition_fn=is_worth_another_try)
def train(job_file: str) -> str:
    """Train, going on from the last complete checkpoint; returns the job file again."""
    run_training(Path(job_file), Progress(read_job(Path(job_file)).spec.output).tell)
    return job_file


@task(name="publish model", retries=2, retry_delay_seconds=2)
def publish_model(job_file: str) -> dict[str, Any]:
    """Write the model's manifest, and leave loss and metrics as artifacts; returns the manifest."""
    manifest = write_model_manifest(Path(job_file))
    output = Path(manifest.spec.output)
    lines = metrics.read(output / folder.METRICS)
    picture = base64.b64encode(loss_plot(lines)).decode()
    name, title = artifact_key("loss", output.name), f"Loss of {output}"
    create_image_artifact(f"data:image/png;base64,{picture}", key=name, description=title)
    shown = lines[:: max(1, len(lines) // MOST_ROWS)]
    create_table_artifact(
        [{name: value for name, value in line.items() if name != "rank_losses"} for line in shown],
        key=artifact_key("metrics", output.name),
        description=f"Metrics of {output}",
    )
    return manifest.model_dump(mode="json")
