"""Publishing a curation, and reading one back."""

from collections.abc import Sequence

from schemas.curate_run import Curated, CurateManifest, Fate
from schemas.intervention import Intervention
from tasks.lake.curation_tables import CURATION_TABLES
from tasks.lake.lake import Lake
from tasks.lake.rows import Row, plain
from tasks.lake.run_partition import publish_tables, read_table, runs_of


def publish_curation_rows(lake: Lake, manifest: CurateManifest, curated: Sequence[Curated]) -> None:
    """Write a run's tables, its manifest last."""
    ordered = sorted(curated, key=lambda each: (each.set, each.item_id, each.sample))
    rows: dict[str, list[Row]] = {
        "trajectories": [trajectory_row(each) for each in ordered],
        "interventions": [intervention_row(look, each) for each in ordered for look in each.interventions],
        "curations": [manifest_row(manifest)],
    }
    publish_tables(lake, manifest.run, CURATION_TABLES, rows)


def read_curation(lake: Lake, run: str) -> tuple[Curated, ...]:
    """A run's trajectories.

    Raises:
        LakeError: there is no such run.
    """
    rows = read_table(lake, "trajectories", run, CURATION_TABLES["trajectories"])
    return tuple(Curated.model_validate_json(row["record"]) for row in rows)


def read_curate_manifest(lake: Lake, run: str) -> CurateManifest:
    """What wrote a run.

    Raises:
        LakeError: there is no such run.
    """
    rows = read_table(lake, "curations", run, CURATION_TABLES["curations"])
    return CurateManifest.model_validate_json(rows[0]["manifest"])


def curations(lake: Lake) -> tuple[str, ...]:
    """Runs that have a manifest, the one that ended last at the end."""
    names = runs_of(lake, "curations")
    return tuple(sorted(names, key=lambda name: read_curate_manifest(lake, name).finished))


def trajectory_row(each: Curated) -> Row:
    """A row of `trajectories`."""
    before, after = each.answer_before, each.answer_after
    return plain(each, {"label", "first", "last", "answer_before", "answer_after", "interventions", "spent"}) | {
        "label": str(each.label),
        "finish": each.last.finish.value,
        "segments": [plain(segment) for segment in each.last.segments],
        "first_segments": [plain(segment) for segment in each.first.segments],
        "boxed": after.boxed,
        "status": after.status.value if after.status else None,
        "objective": after.objective,
        "boxed_right_before": before.boxed_right,
        "solver_right_before": before.solver_right,
        "boxed_right_after": after.boxed_right,
        "solver_right_after": after.solver_right,
        "hints": each.hints,
        "executions": len(each.last.executions),
        "record": each.model_dump_json(),
        **plain(each.spent),
    }


def intervention_row(look: Intervention, of: Curated) -> Row:
    """A row of `interventions`."""
    last_straw = of.fate is Fate.too_many_hints and look is of.interventions[-1]
    flaw = plain(look.flaw) if look.flaw else dict.fromkeys(("trigger", "analysis", "span", "at", "hint"))
    return plain(look, {"flaw"}) | flaw | {"placed": look.flaw is not None and not last_straw}


def manifest_row(manifest: CurateManifest) -> Row:
    """The row of `curations`."""
    shown = ("finished", "reasoner", "trajectories", "golden")
    return {name: getattr(manifest, name) for name in shown} | {"manifest": manifest.model_dump_json()}
