"""What the commands do, once their flags are read; heavy imports wait until they are needed."""

import json
import sys
import time
from importlib.util import decode_source
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.choices import bad_fields, make_spec
from flows.errors import UsageError
from flows.terminal import MOST_BOOKS, counting, print_checkers, print_line, print_survival, print_table
from schemas.solve import DoorName, Limits, SolverName
from schemas.spec import CampaignSpec, EvolveSpec


def print_json(content: Any) -> None:
    """Print JSON on stdout."""
    sys.stdout.write(json.dumps(content, indent=2, default=str, ensure_ascii=False) + "\n")


def evolve_command(chosen: dict[str, Any], file: Path | None, as_json: bool) -> None:
    """Evolve one round and show its survival."""
    spec = make_spec(EvolveSpec, chosen, file)
    from flows.running import prefect_for, require_inputs, run_flow

    require_inputs(spec)

    started = time.monotonic()
    with prefect_for(spec.lake):
        from flows.evolve import evolve

        manifest = run_flow(evolve, spec, as_json)
    show_survival(spec, {"manifests": [manifest]}, time.monotonic() - started, as_json)


def campaign_command(chosen: dict[str, Any], file: Path | None, as_json: bool) -> None:
    """Evolve round after round, and show the campaign's survival and why it ended."""
    spec = make_spec(CampaignSpec, chosen, file)
    from flows.running import prefect_for, require_inputs, run_flow
    from tasks.standing import how_it_ended, limit_reached

    require_inputs(spec)

    started = time.monotonic()
    if limit := limit_reached(spec):
        ended: dict[str, Any] = {"manifests": [], "ending": how_it_ended(spec, limit).model_dump(mode="json")}
    else:
        with prefect_for(spec.lake):
            from flows.campaign import campaign

            ended = run_flow(campaign, spec, as_json)
    show_survival(spec, ended, time.monotonic() - started, as_json)


def show_survival(spec: EvolveSpec, ended: dict[str, Any], seconds: float, as_json: bool) -> None:
    """The survival of the campaign, what this run added, and how the campaign ended."""
    from tasks.lake.lake import Lake
    from tasks.survival_read import read_campaign_survival
    from tasks.survival_table import checker_rows, operator_checker_rows, operator_rows, reason_rows

    lake = Lake(spec.lake)
    rows = read_campaign_survival(lake, spec.campaign)
    survival, reasons, checkers = operator_rows(rows), reason_rows(rows), checker_rows(rows)
    books = operator_checker_rows(rows)
    seeds = operator_rows(read_campaign_survival(lake, spec.campaign, 0))[:1]
    if as_json:
        print_json(
            {**ended, "survival": survival, "reasons": reasons, "checkers": checkers, "seeds": seeds, "books": books}
        )
        return
    print_table("Seeds that were written or checked first", seeds, without=("strategy", "rejected", "calls"))
    print_survival(f"Survival of campaign {spec.campaign!r}, all rounds", survival)
    print_checkers("Checkers, by attempt", checkers)
    troubled = operator_checker_rows(rows, troubled=True)
    print_checkers("Where operators failed, by checker and attempt", troubled, MOST_BOOKS)
    print_table("Most frequent reasons of rejection", reasons[:8])
    print_line(f"{what_ran(ended['manifests'], seconds)}.")
    if "ending" in ended:
        print_line(f"{ended['ending']['sentence']}.")
    print_line(f"Lake: {spec.lake}. Next: optmill report {spec.lake}")


def what_ran(manifests: list[dict[str, Any]], seconds: float) -> str:
    """What this run added, in a sentence without its stop."""
    if not manifests:
        return "nothing left to do"
    new, children = (sum(manifest[name] for manifest in manifests) for name in ("accepted", "children"))
    door = manifests[0]["door"]
    return f"{new} of {children} children accepted in {seconds:.1f} s; programs ran through the {door} door"


def report_command(lake: str, output: Path | None, campaign: str, as_json: bool) -> None:
    """Write the HTML page."""
    from tasks.report.page import write_report

    path = write_report(lake, output, campaign)
    if as_json:
        print_json({"report": str(path)})
    else:
        print_line(f"Report: {path}")


def show_command(lake: str, id: str, as_json: bool) -> None:
    """Print one problem with its ancestry."""
    from rich.markdown import Markdown

    from tasks.lake.lake import open_lake
    from tasks.show import problem_markdown

    ancestry = open_lake(lake).ancestry(id)
    if as_json:
        print_json([candidate.model_dump(mode="json", exclude={"blueprint"}) for candidate in ancestry])
        return
    from rich.console import Console

    Console().print(Markdown(problem_markdown(ancestry)))


def audit_command(lake: str, campaign: str, as_json: bool, door: DoorName | None = None) -> int:
    """Audit and print; the exit code says whether all agrees."""
    from tasks.audit import audit_lake
    from tasks.sandbox.door import choose

    if door:
        choose(door)
    with counting("problems audited") as progress:
        result = audit_lake(lake, campaign, progress)
    if as_json:
        print_json({"agrees": result.agrees(), "summary": result.summary(), **result.model_dump(mode="json")})
        return 0 if result.agrees() else 1
    print_table("Audit", result.table())
    for row in result.disagreements():
        print_line(f"disagrees: {row.id}: {'; '.join(row.details)}")
    for row in result.not_derived():
        print_line(f"no other way: {row.id}: {row.why_not_derived()}")
    print_line(result.summary())
    return 0 if result.agrees() else 1


def diff_command(left: str, right: str, as_json: bool) -> int:
    """Compare two lakes; the exit code says whether they hold the same rows."""
    from tasks.difference import compare_lakes

    difference = compare_lakes(left, right)
    if as_json:
        print_json(difference.model_dump(mode="json"))
    else:
        print_line(difference.summary())
    return 0 if difference.same else 1


def solve_command(file: Path, solver: SolverName | None, door: DoorName | None, wall_seconds: float) -> None:
    """Run one program, hold its record against its captured model, and print the solve."""
    from tasks.sandbox.door import open_door

    if not file.is_file():
        raise UsageError(f"there is no program {file}; give the path of a Python file")
    try:
        limits = Limits(wall_seconds=wall_seconds)
    except ValidationError as error:
        raise UsageError(f"the program can't be run:\n{bad_fields(error, Limits)}") from error
    source = read_source(file)
    solve, _ = open_door(door or DoorName.auto).run_verified(source, solver or SolverName.copt, limits)
    print_json(solve.model_dump(mode="json"))


def read_source(file: Path) -> str:
    """A program's text as an interpreter reads it: with a mark of its encoding in front, or a line that names one."""
    content = file.read_bytes()
    try:
        return decode_source(content)
    except (SyntaxError, UnicodeDecodeError):
        return content.decode(errors="replace")


def doctor_command(as_json: bool) -> int:
    """Look at the machine; exit 1 where something that every run needs is missing."""
    from tasks.doctor import examine

    findings = examine()
    if as_json:
        print_json([finding.model_dump(mode="json") for finding in findings])
    else:
        print_table("This machine", [finding.cells() for finding in findings])
    return 1 if any(finding.needed and not finding.good for finding in findings) else 0
