"""Exports golden trajectories: rows of segments for the trainer, and prompts for reinforcement learning.

Rows for fine-tuning hold the reasoner's own prompt and its segments with who wrote them and whether they are trained
(`loss = "segments"`). A problem stands on one side of the split, whichever run it was curated in.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from schemas.curate_run import Curated, Fate
from schemas.curate_spec import CurateSpec
from schemas.example import Split
from schemas.export_spec import FileType
from schemas.frozen import content_hash
from schemas.trajectory_export import TrajectoryExportManifest, TrajectoryExportSpec
from tasks.code_version import code_version
from tasks.export.errors import ExportError
from tasks.export.files import MANIFEST, write_file
from tasks.export.forms import DATA_SOURCE, Row, label_truth
from tasks.export.making import refuse_foreign
from tasks.export.splitting import side_of
from tasks.lake.curation_partition import curations, read_curate_manifest, read_curation
from tasks.lake.lake import Lake
from tasks.teacher.asking import template
from tasks.trajectory.masks import trained_parts
from tasks.trajectory.reasoner import first_prompt

SEGMENTS, PROMPTS = "segments", "prompts"
"""Folders of the two sorts of rows."""


class Source(NamedTuple):
    """A trajectory with the run that it comes from."""

    run: str
    spec: CurateSpec
    curated: Curated


def export_trajectories(spec: TrajectoryExportSpec) -> TrajectoryExportManifest:
    """Write the export; the same spec and lake give the same rows in the same order.

    Raises:
        ExportError: no such run, nothing golden, or a folder that holds something else.
    """
    refuse_foreign(Path(spec.output))
    sources = read_sources(spec)
    golden = [each for each in sources if each.curated.fate is Fate.golden]
    if not golden:
        raise ExportError(f"no trajectory of {spec.lake} is golden; curate more problems first")
    draft = Path(f"{spec.output}.writing")
    shutil.rmtree(draft, ignore_errors=True)
    asked_for = [each for each in once_each(sources) if label_truth(each.curated.label) is not None]
    rows = {SEGMENTS: sided(spec, golden, segment_row), PROMPTS: sided(spec, asked_for, prompt_row)}
    manifest = make_manifest(spec, golden, rows, write_all(draft, rows))
    (draft / MANIFEST).write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(spec.output, ignore_errors=True)
    draft.rename(spec.output)
    return manifest


def read_sources(spec: TrajectoryExportSpec) -> list[Source]:
    """All trajectories of the runs, by run, set and problem."""
    lake = Lake(spec.lake)
    there = curations(lake)
    if missing := [name for name in spec.runs if name not in there]:
        raise ExportError(f"{spec.lake} has no curation {missing[0]!r}; it has {', '.join(there) or 'none'}")
    return [
        Source(name, read_curate_manifest(lake, name).spec, each)
        for name in spec.runs or there
        for each in read_curation(lake, name)
    ]


def once_each(sources: Iterable[Source]) -> list[Source]:
    """Each problem once."""
    found: dict[str, Source] = {}
    for each in sources:
        found.setdefault(each.curated.statement, each)
    return list(found.values())


Sided = dict[Split, list[Row]]
"""Rows by split."""


def sided(spec: TrajectoryExportSpec, sources: Iterable[Source], make: Any) -> Sided:
    """Rows on the side of their problem."""
    rows: Sided = {split: [] for split in Split}
    for each in sources:
        side = side_of(content_hash(each.curated.statement), spec.seed, spec.shares)
        rows[side].append(make(spec, each))
    return {split: found for split, found in rows.items() if found}


def segment_row(spec: TrajectoryExportSpec, source: Source) -> Row:
    """A golden trajectory for the trainer: prompt, and segments with what carries loss."""
    segments = source.curated.last.segments
    parts = zip(segments, trained_parts(segments, spec.hints), strict=True)
    return {
        "prompt": asked(source),
        "segments": [{"text": text, "trained": own, "author": each.author.value} for each, (text, own) in parts],
        **lineage(source),
    }


def prompt_row(spec: TrajectoryExportSpec, source: Source) -> Row:
    """A problem for reinforcement learning, in verl's columns, which TRL reads as well: the answer is to be found."""
    _ = spec
    own = lineage(source)
    extra = {
        **own,
        "index": own["id"],
        "statement": source.curated.statement,
        "executions": source.spec.executions,
        "solver": source.spec.solver.value,
    }
    return {
        "data_source": DATA_SOURCE,
        "prompt": asked(source),
        "ability": "optimization",
        "reward_model": {"style": "rule", "ground_truth": label_truth(source.curated.label)},
        "extra_info": extra,
    }


def asked(source: Source) -> list[Row]:
    """What the reasoner was told."""
    return [message.model_dump() for message in first_prompt(source.spec, source.curated.statement).messages]


def lineage(source: Source) -> Row:
    """Where a row comes from."""
    each = source.curated
    return {"id": each.id, "run": source.run, "set": each.set, "item_id": each.item_id, "hints": each.hints}


def write_all(folder: Path, rows: dict[str, Sided]) -> dict[str, str]:
    """Write every split as Parquet and JSON Lines; returns the SHA-256 of each file by its path in the folder."""
    written: dict[str, str] = {}
    for name, by_split in rows.items():
        for split, found in by_split.items():
            for kind in FileType:
                path = folder / name / f"{split.value}.{kind.value}"
                path.parent.mkdir(parents=True, exist_ok=True)
                write_file(path, found)
                written[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return written


def make_manifest(
    spec: TrajectoryExportSpec, golden: Sequence[Source], rows: dict[str, Sided], files: dict[str, str]
) -> TrajectoryExportManifest:
    """What wrote the export."""
    return TrajectoryExportManifest(
        spec=spec,
        spec_hash=spec.spec_hash(),
        code_version=code_version(),
        runs=dict(Counter(each.run for each in golden)),
        trajectories={split.value: len(found) for split, found in rows[SEGMENTS].items()},
        prompts={split.value: len(found) for split, found in rows[PROMPTS].items()},
        prompt_hash=template("reason")[2],
        files=files,
        written=datetime.now(UTC).isoformat(),
    )
