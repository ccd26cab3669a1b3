"""Makes an export from beginning to end: select, decontaminate, split, print dialects, render, shuffle, write."""

import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from schemas.candidate import Candidate
from schemas.example import Example, Split
from schemas.export_manifest import ExportManifest, PartitionName
from schemas.export_spec import ExportSpec
from schemas.frozen import content_hash
from tasks.code_version import code_version
from tasks.decontaminate import REASON, benchmarks
from tasks.export.card import write_card
from tasks.export.dialects import Programs, find_programs
from tasks.export.errors import ExportError
from tasks.export.files import MANIFEST, write_manifest, write_rows
from tasks.export.rendering import prompt_hash, render_examples
from tasks.export.selecting import select_problems
from tasks.export.splitting import Splits, split_problems
from tasks.lake.lake import Lake

NO_PROGRAM = "no_program_in_these_dialects"
MOST_OVERLAPS = 20
"""Overlaps that a manifest tells."""


def make_export(spec: ExportSpec) -> ExportManifest:
    """Make a training set; the same spec and lake give the same rows in the same order.

    Raises:
        ExportError: nothing to export, or a folder that holds something else.
        LakeError: there is no lake.
        RowsError: a benchmark's file can't be read.
    """
    refuse_foreign(Path(spec.output))
    problems = select_problems(spec)
    clean, overlaps = without_benchmarks(problems, spec)
    splits, left_out = split_problems(clean, spec)
    programs = find_programs([problem for problem in clean if problem.id in splits], spec)
    left_out |= {REASON: len(overlaps), NO_PROGRAM: len(splits) - len(programs)}
    examples = ordered_examples(clean, splits, programs, spec)
    if not any(example.split is Split.train for example in examples):
        raise ExportError(f"no example is left to train on ({said(left_out)}); ask for more, or lower `shares`")
    counted = {reason: count for reason, count in left_out.items() if count}
    told = {"left_out": counted, "overlaps": tuple(overlaps[:MOST_OVERLAPS])}
    return write_whole(spec, examples, [problem for problem in clean if problem.id in programs], told)


def write_whole(
    spec: ExportSpec, examples: Sequence[Example], problems: Sequence[Candidate], told: dict[str, Any]
) -> ExportManifest:
    """Write the folder under another name, then give it its own: it is there whole or not at all."""
    draft = spec.model_copy(update={"output": f"{spec.output}.writing"})
    shutil.rmtree(draft.output, ignore_errors=True)
    manifest = make_manifest(spec, examples, write_rows(examples, draft)).model_copy(update=told)
    write_card(manifest, Path(draft.output), (problems, examples))
    write_manifest(manifest, Path(draft.output))
    shutil.rmtree(spec.output, ignore_errors=True)
    Path(draft.output).rename(spec.output)
    return manifest


def refuse_foreign(folder: Path) -> None:
    """Raise where a folder holds something that is no export of ours."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).exists())):
        raise ExportError(f"output = {str(folder)!r} holds something that is no export; choose another folder")


def without_benchmarks(problems: Sequence[Candidate], spec: ExportSpec) -> tuple[list[Candidate], list[str]]:
    """Problems that repeat no benchmark's words, and what the others repeat."""
    if not spec.decontaminate:
        return list(problems), []
    found = benchmarks(spec.decontaminate).find([problem.statement for problem in problems])
    pairs = list(zip(problems, found, strict=True))
    clean = [problem for problem, repeated in pairs if not repeated]
    return clean, [f"{problem.id}: {repeated}" for problem, repeated in pairs if repeated]


def ordered_examples(
    problems: Sequence[Candidate], splits: Splits, programs: Programs, spec: ExportSpec
) -> list[Example]:
    """Examples in the order of the shuffled problems; of those that train, at most as many as the spec says."""
    chosen = sorted((problem for problem in problems if problem.id in programs), key=lambda problem: problem.id)
    Random(spec.seed).shuffle(chosen)
    training = [problem.id for problem in chosen if splits[problem.id] is Split.train]
    beyond = set(training[spec.most :]) if spec.most else set[str]()
    examples = [
        example
        for problem in chosen
        if problem.id not in beyond
        for example in render_examples(problem, programs[problem.id], splits[problem.id], spec.formulation)
    ]
    Random(spec.seed).shuffle(examples)
    return examples


def make_manifest(spec: ExportSpec, examples: Sequence[Example], written: dict[str, str]) -> ExportManifest:
    """What wrote the set."""
    problems = Counter(split for _, split in {(example.candidate_id, example.split.value) for example in examples})
    return ExportManifest(
        spec=spec,
        spec_hash=spec.spec_hash(),
        content_hash=content_hash([example.model_dump(mode="json") for example in examples]),
        code_version=code_version(),
        prompt_hash=prompt_hash(),
        partitions=name_partitions(spec.lake, examples),
        problems=dict(problems),
        examples=dict(Counter(example.split.value for example in examples)),
        files=written,
        written=datetime.now(UTC).isoformat(),
    )


def name_partitions(path: str, examples: Sequence[Example]) -> tuple[PartitionName, ...]:
    """The rounds that the examples came from."""
    counts = Counter((example.campaign, example.round) for example in examples)
    lake = Lake(path)
    found = [(lake.manifest(*of_round), count) for of_round, count in sorted(counts.items())]
    return tuple(
        PartitionName(
            campaign=manifest.campaign,
            round=manifest.round,
            spec_hash=manifest.spec_hash,
            code_version=manifest.code_version,
            examples=count,
        )
        for manifest, count in found
    )


def said(left_out: dict[str, int]) -> str:
    """What was left out, in words."""
    return ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in left_out.items() if count) or "nothing"
