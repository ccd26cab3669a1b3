"""Runs a benchmark from the command line, and shows what came of it."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from flows.choices import absolute, bad_fields, read_toml
from flows.errors import UsageError
from flows.terminal import print_line, print_table
from schemas.benchmark_run import BenchmarkManifest
from schemas.benchmark_spec import BenchmarkSpec
from schemas.rollout import Rollout
from schemas.score import Reason, Score

Chosen = dict[str, Any]


def run_benchmark(chosen: Chosen, file: Path | None, out: Path | None) -> None:
    """Run, show the figures, and write a line an item."""
    spec = make_benchmark_spec(chosen, file)
    places = require_sets(spec)
    from flows.running import prefect_for, run_flow

    started = time.monotonic()
    with prefect_for(spec.lake):
        from flows.benchmark import benchmark

        manifest = BenchmarkManifest.model_validate(run_flow(benchmark, spec, quiet=False))
    from tasks.lake.benchmark_partition import read_rollouts, read_scores
    from tasks.lake.lake import Lake
    from tasks.report.benchmark_page import write_benchmark_report

    lake = Lake(spec.lake)
    rollouts, scores = read_rollouts(lake, manifest.run), read_scores(lake, manifest.run)
    if out:
        own = [score for score in scores if score.rule == spec.rule and score.labels == score.set]
        write_lines(out, rollouts, sorted(own, key=lambda score: places[score.set, score.item_id]))
    show(spec, rollouts, scores)
    page = write_benchmark_report(spec.lake, manifest.run)
    ran = f"{manifest.rollouts} answers scored in {time.monotonic() - started:.1f} s; programs ran through the"
    print_line(f"{ran} {manifest.door or 'no'} door. Run: {manifest.run}, in {spec.lake}.")
    print_line(f"Report: {page}")


def make_benchmark_spec(chosen: Chosen, file: Path | None) -> BenchmarkSpec:
    """The spec of a TOML file and flags; flags win.

    Raises:
        UsageError: a field with a bad value, or an unknown rule.
    """
    fields = read_toml(file) if file else {}
    given = {name: value for name, value in chosen.items() if value is not None}
    if "lake" in fields and given.get("lake") == "lake":
        del given["lake"]
    for name in ("model", "names"):
        if isinstance(fields.get(name), dict) and name in given:
            given[name] = fields[name] | given[name]
    fields |= given
    for name in ("sets", "labels", "completions"):
        fields[name] = sources(fields.get(name) or ())
    fields["lake"] = absolute(fields.get("lake", "lake"))
    try:
        spec = BenchmarkSpec.model_validate(fields)
    except ValidationError as error:
        where = f"{file} and the flags" if file else "the flags"
        raise UsageError(f"the spec from {where} can't be used:\n{bad_fields(error, BenchmarkSpec)}") from error
    refuse_unknown_rule(spec.rule)
    return spec


def sources(named: Any) -> Any:
    """Paths that still hold in another folder; names of benchmarks stay, and what is no list of texts."""
    if not isinstance(named, list | tuple):
        return named
    each = cast("list[Any]", named)
    return [absolute(one) if isinstance(one, str) and Path(one).exists() else one for one in each]


def refuse_unknown_rule(rule: str) -> None:
    """Raise UsageError where there is no such rule."""
    from tasks.scoring.rules import RULES

    if rule not in RULES:
        raise UsageError(f"there is no rule {rule!r}; known are {', '.join(RULES)}")


def require_sets(spec: BenchmarkSpec) -> dict[tuple[str, str], int]:
    """Read the sets before anything starts, and say which they are; returns the place of each item.

    Raises:
        RowsError: one can't be read, or has bad rows.
    """
    from tasks.benchmarks.loading import load_labels, load_sets

    sets = load_sets(spec)
    for each in (*sets, *load_labels(spec, sets)):
        known = ", ".join(word for word in (each.version, each.licence) if word) or "not a file that is known"
        print_line(f"{each.name}: {len(each.items)} items, {known}, SHA-256 {each.checksum[:12]}")
        for problem in each.problems:
            print_line(f"left out: {problem}")
    items = ((each.name, item.id) for each in sets for item in each.items)
    return {item: place for place, item in enumerate(items)}


def write_lines(out: Path, rollouts: Sequence[Rollout], scores: Sequence[Score]) -> None:
    """A line of JSON for each answer."""
    by_id = {rollout.id: rollout for rollout in rollouts}
    several = len({rollout.set for rollout in rollouts}) > 1
    text = "".join(f"{json.dumps(line(by_id[score.rollout_id], score, several))}\n" for score in scores)
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out} can't be written: {error.strerror}; choose another file with --json") from error


def line(rollout: Rollout, score: Score, several: bool) -> Chosen:
    """One line: what scripts need of one answer."""
    told: Chosen = {
        "id": score.item_id,
        "status": rollout.status.value if rollout.status else None,
        "objective": rollout.objective,
        "label": as_number(score.label),
        "correct": score.correct,
        "reason": score.reason.value,
    }
    if several:
        told["set"] = score.set
    if score.sample:
        told["sample"] = score.sample
    return told


def as_number(label: str) -> float | str:
    """A label as a number where it is one."""
    try:
        return float(label)
    except ValueError:
        return label


def show(spec: BenchmarkSpec, rollouts: Sequence[Rollout], scores: Sequence[Score]) -> None:
    """The matrix, the ends of the answers, and what changes from rule to rule."""
    from tasks.scoring.figure_table import figure_rows
    from tasks.scoring.matrix import figures, reasons, rule_changes

    found = figures(rollouts, scores)
    print_table("Right answers by rule, label set and solver", figure_rows(found, spec.rule))
    ends = [
        {"set": row.set, "labels": row.labels, "solver": row.solver.value, "reason": row.reason.value}
        | {"answers": row.count, "such_as": ", ".join(row.examples)}
        for row in reasons(scores, spec.rule)
    ]
    print_table(f"How answers ended, under {spec.rule}", ends)
    for change in rule_changes(scores):
        labels = "" if change.labels == change.set else f" with the labels of {change.labels}"
        said = told_change(change.won, change.lost)
        print_line(f"{change.set}{labels}, {change.left} to {change.right}: {said}")
    unlabelled = sum(score.reason is Reason.unlabelled for score in scores if score.rule == spec.rule)
    if unlabelled:
        print_line(f"{unlabelled} answers have no label and count nowhere")


def told_change(won: Sequence[str], lost: Sequence[str]) -> str:
    """Which items changed, in words."""
    parts = [f"{len(items)} {word} ({', '.join(items)})" for items, word in ((won, "won"), (lost, "lost")) if items]
    return "; ".join(parts)
