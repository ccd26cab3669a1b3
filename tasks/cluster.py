"""What one of several worker processes may take of a round's limits: together they stay within what the spec says."""

import os
import socket
from urllib.parse import urlsplit

from schemas.spec import EvolveSpec
from schemas.teacher_spec import TeacherSpec

RUNNER, WORKERS = "OPTMILL_TASK_RUNNER", "OPTMILL_WORKERS"
"""Environment variables: where stages run, and how many worker processes share the work."""
THREADS = "threads"
CONNECT_SECONDS = 10.0
SHARED = ("concurrency", "requests_per_minute", "tokens_per_minute")
"""Limits of a teacher; 0 is none."""


class WorkersError(ValueError):
    """So many workers can't share a round; the message names the limit or the setting."""


def asked_runner() -> str:
    """Where stages run, as the environment says: `threads`, `dask`, `ray`, or the address of a cluster."""
    return os.environ.get(RUNNER, "") or THREADS


def asked_workers() -> int:
    """Processes that share a round's work and limits, as the environment says; by default a processor each.

    Raises:
        WorkersError: the environment gives no number, or none for a cluster that stands elsewhere.
    """
    told, runner = os.environ.get(WORKERS, ""), asked_runner()
    if told.isdigit() and int(told):
        return int(told)
    if told or "://" in runner:
        raise WorkersError(
            f"{WORKERS} is {told!r}; set it to the number of worker processes, 1 or more (task runner: {runner})"
        )
    return 1 if runner == THREADS else os.cpu_count() or 1


def refuse_unreachable() -> None:
    """Raise WorkersError where the environment names a cluster at whose address nobody listens."""
    runner = asked_runner()
    if "://" not in runner:
        return
    place = urlsplit(runner)
    try:
        socket.create_connection((place.hostname or "", place.port or 0), CONNECT_SECONDS).close()
    except (OSError, ValueError) as error:
        raise WorkersError(
            f"no cluster answers at {runner} ({error}): start it, or set {RUNNER} to the address of another, or to "
            "dask or ray for workers on this machine"
        ) from error


def share_of(spec: EvolveSpec, workers: int) -> EvolveSpec:
    """A spec with one worker's share of the limits.

    Args:
        spec: the round's.
        workers: processes that share them.

    Raises:
        WorkersError: there are more of them than a limit allows.
    """
    if workers == 1:
        return spec
    slots = divided(spec.slots, workers, "slots") if spec.slots else max(1, (os.cpu_count() or 1) // workers)
    teachers = {role: teacher_share(each, workers) for role, each in spec.teachers.items()}
    return spec.model_copy(
        update={"slots": slots, "teacher": teacher_share(spec.teacher, workers), "teachers": teachers}
    )


def teacher_share(spec: TeacherSpec, workers: int) -> TeacherSpec:
    """A teacher with one worker's share of its limits."""
    limits = {name: getattr(spec, name) for name in SHARED}
    shares = {name: divided(limit, workers, f"{name} of {spec.model}") for name, limit in limits.items() if limit}
    return spec.model_copy(update=shares)


def divided(limit: int, workers: int, name: str) -> int:
    """One worker's whole share of a limit."""
    if limit < workers:
        raise WorkersError(
            f"{name} is {limit}, and {workers} workers can't share that: set {WORKERS} to {limit} at most, or raise "
            "the limit"
        )
    return limit // workers
