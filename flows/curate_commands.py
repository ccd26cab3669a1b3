"""What `optmill curate` does: flags and file to a spec, the flow, then its figures."""

from pathlib import Path
from typing import Annotated, Any

import typer

from flows.options import DoorOption, LakeOption, SpecFile
from schemas.curate_run import Curated, CurateManifest
from schemas.curate_spec import CurateSpec
from schemas.intervention import Inspection
from schemas.solve import SolverName

Sets = Annotated[
    list[str] | None, typer.Argument(help="Training splits of benchmarks: files, or known names; or give --campaign.")
]
Campaigns = Annotated[list[str] | None, typer.Option("--campaign", help="Accepted problems of this campaign.")]
Reasoner = Annotated[str | None, typer.Option(help="Whose trajectories they are, such as `hosted_vllm/Qwen/Qwen3-4B`.")]
ReasonerAddress = Annotated[str | None, typer.Option(help="Base address of the reasoner's server.")]
Intervener = Annotated[str | None, typer.Option(help="Who looks for flaws, such as `gemini/gemini-2.5-pro`.")]
IntervenerAddress = Annotated[str | None, typer.Option(help="Base address of the intervener's server.")]
Inspect = Annotated[
    Inspection | None, typer.Option("--inspection", help="Who looks at trajectories. [default: intervener]")
]
Blind = Annotated[bool, typer.Option("--blind", help="Do not show the intervener the right answer.")]
Hints = Annotated[int | None, typer.Option(help="Hints a trajectory at most. [default: 5]")]
SolverOption = Annotated[SolverName | None, typer.Option("--solver", help="Modeller of the programs. [default: pulp]")]
Limit = Annotated[int | None, typer.Option(help="Problems of each set at most. [default: all]")]
RunName = Annotated[str | None, typer.Option("--run", help="Name of the run. [default: made of its problems]")]


def curate(
    sets: Sets = None,
    campaign: Campaigns = None,
    reasoner: Reasoner = None,
    reasoner_address: ReasonerAddress = None,
    intervener: Intervener = None,
    intervener_address: IntervenerAddress = None,
    inspection: Inspect = None,
    blind: Blind = False,
    hints: Hints = None,
    solver: SolverOption = None,
    limit: Limit = None,
    run: RunName = None,
    lake: LakeOption = "lake",
    door: DoorOption = None,
    spec: SpecFile = None,
) -> None:
    """Make trajectories with light hints (CALM): a reasoner works with code, an intervener mends its first flaws.

    Example: `optmill curate train.jsonl --reasoner hosted_vllm/Qwen/Qwen3-4B --reasoner-address http://localhost:8000/v1
    --intervener gemini/gemini-2.5-pro`
    """
    chosen: dict[str, Any] = {"sets": sets or None, "campaigns": campaign or None, "inspection": inspection}
    chosen |= {"blind": blind or None, "hints": hints, "solver": solver, "limit": limit, "run": run}
    chosen |= {"lake": lake, "door": door}
    parties = {"reasoner": (reasoner, reasoner_address), "intervener": (intervener, intervener_address)}
    for name, (model, address) in parties.items():
        chosen[name] = {n: v for n, v in (("model", model), ("address", address)) if v} or None
    curate_command(spec_of({name: value for name, value in chosen.items() if value is not None}, spec))


def spec_of(chosen: dict[str, Any], file: Path | None) -> CurateSpec:
    """The spec of a TOML file and flags; flags win, each party's fields one by one.

    Raises:
        UsageError: a field with a bad value.
    """
    from flows.benchmarking import refuse_unknown_rule, sources
    from flows.choices import joined, read_toml
    from flows.spec_fields import overlaid, spec_of_fields

    fields = read_toml(file) if file else {}
    for name in ("reasoner", "intervener"):
        default = CurateSpec.model_fields[name].default.model_dump(exclude_unset=True)
        told = joined(fields.get(name), chosen.get(name, {}))
        chosen[name] = default | told if isinstance(told, dict) else told
    fields = overlaid(fields, chosen)
    fields["sets"] = sources(fields.get("sets", ()))
    spec = spec_of_fields(CurateSpec, fields, file, ("lake",))
    refuse_unknown_rule(spec.rule)
    return spec


def curate_command(spec: CurateSpec) -> None:
    """Curate, show the figures, and write the page."""
    from flows.running import prefect_for, run_flow
    from flows.terminal import print_line
    from tasks.trajectory.problems import load_problems

    for each in load_problems(spec):
        print_line(f"{each.name}: {len(each.items)} problems")
    with prefect_for(spec.lake):
        from flows.curate import curate as curate_flow

        manifest = CurateManifest.model_validate(run_flow(curate_flow, spec, quiet=False))
    from tasks.lake.curation_partition import read_curation
    from tasks.lake.lake import Lake
    from tasks.report.curation_page import write_curation_report

    show(read_curation(Lake(spec.lake), manifest.run))
    page = write_curation_report(spec.lake, manifest.run)
    print_line(
        f"{manifest.golden} golden of {manifest.trajectories} trajectories in {manifest.seconds:.1f} s, "
        f"{manifest.calls} calls, {manifest.cost_usd:.2f} USD. Run: {manifest.run}, in {spec.lake}."
    )
    print_line(f"Report: {page}")
    print_line(f"Next: optmill trajectories --lake {spec.lake} --run {manifest.run} -o trajectories")


def show(curated: tuple[Curated, ...]) -> None:
    """The figures, in the terminal."""
    from flows.terminal import print_line, print_table
    from tasks.trajectory.figure_rows import agreement_rows, fate_rows, funnel_rows, trigger_rows
    from tasks.trajectory.figures import code_and_intervener, funnels, refusal_counts, trigger_counts

    found = funnels(curated)
    print_table("What is left of the trajectories", funnel_rows(found))
    print_table("What became of them", fate_rows(found[:1]))
    print_table("Triggers by set and look", trigger_rows(trigger_counts(curated)))
    if agreements := agreement_rows(code_and_intervener(curated)):
        print_table("Code and intervener, on what code can see", agreements)
    for reason, count in refusal_counts(curated).items():
        print_line(f"answers of the intervener that were refused: {count} {reason.value.replace('_', ' ')}")
