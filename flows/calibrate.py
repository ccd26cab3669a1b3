"""A calibration: planted errors → every rung → recall, false alarms and cost."""

import os
from typing import Any, cast

from prefect import flow, unmapped
from prefect.task_runners import ThreadPoolTaskRunner

from flows.runner import Runner
from schemas.calibration import CalibrationSpec
from tasks.calibrate import measure_rungs, try_kind, try_programs
from tasks.calibration.trials import kinds_of


def by_processor() -> Runner:
    """As many kinds at a time as processors: trying them waits for nothing else."""
    return cast("Runner", ThreadPoolTaskRunner(max_workers=os.cpu_count()))


@flow(
    name="calibrate",
    flow_run_name="{spec.name} calibration",
    task_runner=by_processor(),
    persist_result=False,
)
def calibrate(spec: CalibrationSpec = CalibrationSpec()) -> dict[str, Any]:
    """Plant errors of every kind, have every rung look at them, and measure the rungs."""
    planted = try_kind.map(unmapped(spec), kinds_of(spec))
    published = try_programs.map(unmapped(spec), spec.programs)
    return measure_rungs(spec, [*planted.result(), *published.result()])
