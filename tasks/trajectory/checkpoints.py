"""Finished trajectories of checkpoints: benchmark runs and curations of the lake, and files of rows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas.benchmark_spec import BenchmarkSpec
from schemas.flaw_record import Finished
from schemas.flaw_spec import FlawSpec
from schemas.label import Label, LabelKind
from schemas.trajectory import Trigger
from tasks.benchmarks.loading import load, load_sets
from tasks.benchmarks.rows import file_rows
from tasks.lake.benchmark_partition import published_runs, read_manifest, read_rollouts
from tasks.lake.curation_partition import curations, read_curation
from tasks.lake.lake import Lake
from tasks.row_file import RowsError
from tasks.trajectory.reading import read_trajectory

NO_LABEL = Label(kind=LabelKind.none)


def load_checkpoint(spec: FlawSpec, name: str, source: str) -> list[Finished]:
    """The trajectories of a checkpoint, by set and item.

    Raises:
        RowsError: no such source, or a row that can't be read.
    """
    lake = Lake(spec.lake)
    if Path(source).is_file():
        found = list(of_file(spec, name, Path(source)))
    elif source in curations(lake):
        found = list(of_curation(name, lake, source))
    elif source in published_runs(lake):
        found = list(of_benchmark(name, lake, source))
    else:
        there = ", ".join((*curations(lake), *published_runs(lake))) or "none"
        raise RowsError(f"there is no checkpoint {source!r}: give a file, or a run of {spec.lake}, which has {there}")
    return found[: spec.limit] if spec.limit else found


def of_curation(name: str, lake: Lake, run: str) -> Iterator[Finished]:
    """What the reasoner of a curation wrote by itself."""
    for each in read_curation(lake, run):
        yield Finished(
            checkpoint=name,
            set=each.set,
            item_id=each.item_id,
            sample=each.sample,
            statement=each.statement,
            label=each.label,
            trajectory=each.first,
        )


def of_benchmark(name: str, lake: Lake, run: str) -> Iterator[Finished]:
    """The rollouts of a benchmark run."""
    items = {(each.name, item.id): item for each in load_sets(read_manifest(lake, run).spec) for item in each.items}
    for rollout in read_rollouts(lake, run):
        item = items[rollout.set, rollout.item_id]
        yield Finished(
            checkpoint=name,
            set=rollout.set,
            item_id=rollout.item_id,
            sample=rollout.sample,
            statement=item.question,
            label=item.label,
            trajectory=read_trajectory(rollout.answering.completion),
        )


def of_file(spec: FlawSpec, name: str, path: Path) -> Iterator[Finished]:
    """Rows of a file; the field `set` tells benchmarks apart, `triggers` is a person's word."""
    reading = BenchmarkSpec(completions=(str(path),), names=spec.names)
    read, rows = load(str(path), reading, completions=True), dict(file_rows(path))
    for item in read.items:
        fields: Any = rows[item.line]
        for sample, completion in enumerate(item.completions):
            yield Finished(
                checkpoint=name,
                set=str(fields.get("set", read.name)),
                item_id=item.id,
                sample=sample,
                statement=item.question,
                label=item.label,
                trajectory=read_trajectory(completion),
                labelled=read_labels(fields.get("triggers"), f"{path}, row {item.line}"),
            )


def read_labels(value: Any, where: str) -> tuple[Trigger, ...] | None:
    """A person's triggers: their numbers or names, in a list or a text; None: nobody looked.

    Raises:
        RowsError: something that is no trigger.
    """
    if value is None:
        return None
    words = re.findall(r"\w+", str(value).lower())
    found: list[Trigger] = []
    for word in words:
        if word in ("none", "correct"):
            continue
        number = int(word) if word.isdigit() else 0
        if not 1 <= number <= len(Trigger) and word not in tuple(Trigger):
            raise RowsError(f"{where}: triggers has {word!r}; give numbers from 1 to 7, names, or none")
        found.append(tuple(Trigger)[number - 1] if number else Trigger(word))
    return tuple(dict.fromkeys(found))
