"""What the commands do, once their flags are read; heavy imports wait until they are needed."""

import json
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from flows.errors import UsageError
from flows.terminal import console, counting, print_line, print_survival, print_table
from schemas.solve import DoorName, Limits, SolverName
from schemas.spec import CampaignSpec, EvolveSpec

Spec = TypeVar("Spec", bound=EvolveSpec)


def print_json(content: Any) -> None:
    """Print JSON on stdout."""
    sys.stdout.write(json.dumps(content, indent=2, default=str, ensure_ascii=False) + "\n")


def make_spec(kind: type[Spec], chosen: dict[str, Any], file: Path | None) -> Spec:
    """A spec from a TOML file and flags; flags win.

    Raises:
        UsageError: no such file, not TOML, or a field with a bad value; all fields are named.
    """
    fields = read_toml(file) if file else {}
    given = {name: str(value) if isinstance(value, Path) else value for name, value in chosen.items()}
    defaults = {"lake": "lake", "campaign": "default"}
    fields |= {n: v for n, v in given.items() if v is not None and not (n in fields and v == defaults.get(n))}
    for name in ("lake", "seeds"):
        if fields.get(name) and "://" not in str(fields[name]):
            fields[name] = str(Path(fields[name]).absolute())
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        where = f"{file} and the flags" if file else "the flags"
        raise UsageError(f"the spec from {where} can't be used:\n{bad_fields(error, kind)}") from error


def bad_fields(error: ValidationError, kind: type[BaseModel]) -> str:
    """A line for each field that can't be used: its name, its value, and what is wanted."""
    return "\n".join(
        f"  {'.'.join(map(str, item['loc'])) or 'spec'}: {clip(shown(item['input']))} - {wanted(item, kind)}"
        for item in error.errors()
    )


def wanted(item: Any, kind: type[BaseModel]) -> str:
    """What pydantic says of a field, without its own jargon."""
    if item["type"] != "extra_forbidden":
        return str(item["msg"]).removeprefix("Value error, ")
    known = f"; known are {', '.join(kind.model_fields)}" if len(item["loc"]) == 1 else ""
    return f"no such field{known}"


def shown(value: object) -> str:
    """A value as a user wrote it; one of a list of choices is a word."""
    return repr(str(value) if isinstance(value, str) else value)


def clip(text: str, width: int = 200) -> str:
    """A value short enough for a message."""
    return text if len(text) <= width else f"{text[: width - 1]}…"


def read_toml(file: Path) -> dict[str, Any]:
    """A TOML file's fields."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"there is no spec file {file}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} can't be read as a spec file: {error}; give a TOML file") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file} is not TOML: {error}") from error


def evolve_command(chosen: dict[str, Any], file: Path | None, as_json: bool) -> None:
    """Evolve one round and show its survival."""
    spec = make_spec(EvolveSpec, chosen, file)
    from flows.running import prefect_for, require_inputs, run_flow

    require_inputs(spec)

    started = time.monotonic()
    with prefect_for(spec.lake):
        from flows.evolve import evolve

        manifest = run_flow(evolve, spec, as_json)
    show_survival(spec.lake, spec.campaign, [manifest], as_json, time.monotonic() - started)


def campaign_command(chosen: dict[str, Any], file: Path | None, as_json: bool) -> None:
    """Evolve round after round and show the campaign's survival."""
    spec = make_spec(CampaignSpec, chosen, file)
    from flows.running import prefect_for, require_inputs, run_flow
    from tasks.progress import campaign_rounds

    require_inputs(spec)

    started = time.monotonic()
    manifests: list[dict[str, Any]] = []
    if campaign_rounds(spec.lake, spec.campaign) < spec.rounds:
        with prefect_for(spec.lake):
            from flows.campaign import campaign

            manifests = run_flow(campaign, spec, as_json)
    show_survival(spec.lake, spec.campaign, manifests, as_json, time.monotonic() - started)


def show_survival(lake: str, campaign: str, manifests: list[dict[str, Any]], as_json: bool, seconds: float) -> None:
    """The survival of the campaign, and what this run added."""
    from tasks.lake.lake import Lake
    from tasks.survival_read import read_campaign_survival
    from tasks.survival_table import checker_rows, operator_rows, reason_rows

    rows = read_campaign_survival(Lake(lake), campaign)
    survival, reasons, checkers = operator_rows(rows), reason_rows(rows), checker_rows(rows)
    if as_json:
        print_json({"manifests": manifests, "survival": survival, "reasons": reasons, "checkers": checkers})
        return
    print_survival(f"Survival of campaign {campaign!r}, all rounds", survival)
    print_table("Checkers, by attempt", checkers)
    print_table("Most frequent reasons of rejection", reasons[:8])
    new = sum(manifest["accepted"] for manifest in manifests)
    children = sum(manifest["children"] for manifest in manifests)
    door = next((manifest["door"] for manifest in manifests), "")
    ran = (
        f"{new} of {children} children accepted in {seconds:.1f} s; programs ran through the {door} door"
        if manifests
        else "nothing left to do"
    )
    console.print(f"{ran}.\nLake: {lake}. Next: optmill report {lake}", soft_wrap=True)


def report_command(lake: str, output: Path | None, campaign: str, as_json: bool) -> None:
    """Write the HTML page."""
    from tasks.report.page import write_report

    path = write_report(lake, output, campaign)
    if as_json:
        print_json({"report": str(path)})
    else:
        console.print(f"Report: {path}")


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
        console.print(difference.summary())
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
    source = file.read_text(encoding="utf-8", errors="replace")
    solve, _ = open_door(door or DoorName.auto).run_verified(source, solver or SolverName.copt, limits)
    print_json(solve.model_dump(mode="json"))


def doctor_command(as_json: bool) -> int:
    """Look at the machine; exit 1 where something that every run needs is missing."""
    from tasks.doctor import examine

    findings = examine()
    if as_json:
        print_json([finding.model_dump(mode="json") for finding in findings])
    else:
        print_table("This machine", [finding.cells() for finding in findings])
    return 1 if any(finding.needed and not finding.good for finding in findings) else 0


def seeds_check_command(file: Path, as_json: bool) -> int:
    """Check a seeds file and say what is wrong with it."""
    from tasks.seed_file import SeedsError, read_seeds

    try:
        seeds = read_seeds(file)
    except SeedsError as error:
        if not as_json:
            raise
        print_json(
            {
                "file": str(file),
                "error": str(error).splitlines()[0],
                "problems": [p.model_dump() for p in error.problems],
            }
        )
        return 2
    if as_json:
        print_json({"file": str(file), "seeds": len(seeds), "problems": []})
    else:
        console.print(f"{file}: {len(seeds)} seeds, all good")
    return 0


def seeds_list_command(as_json: bool) -> None:
    """Count the seeds that ship."""
    from tasks.seed_file import read_seeds

    seeds = read_seeds()
    families = Counter(seed.family for seed in seeds)
    rows = [
        {"family": family, "seeds": count, "domains": len({s.domain for s in seeds if s.family == family})}
        for family, count in sorted(families.items())
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(f"{len(seeds)} seeds", rows)
