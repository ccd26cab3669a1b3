"""What `optmill images` does, once its flags are read."""

import time
from collections.abc import Sequence
from typing import Any

from flows.commands import print_json
from flows.terminal import print_line, print_table
from schemas.image import Base, Image
from schemas.solve import SolverName


def build_command(solvers: Sequence[SolverName], base: str, if_engine: bool, as_json: bool) -> None:
    """Build the images that are not current, or stand on another base than the one that was named."""
    from tasks.sandbox.engine import engine
    from tasks.sandbox.errors import EngineMissing

    try:
        client = engine()
    except EngineMissing:
        if not if_engine:
            raise
        print_line("no container engine answers: programs run through the local door")
        if as_json:
            print_json([])
        return
    from tasks.sandbox.images import find_image

    found = {solver: find_image(client, solver) for solver in solvers}
    wanted = [solver for solver, image in found.items() if not _serves(image, base)]
    for solver in solvers:
        if solver not in wanted:
            print_line(f"{solver.value}: current")
    built = _build(client, wanted, base) if wanted else {}
    if as_json:
        print_json([image.model_dump(mode="json") for image in (found | built).values() if image])


def list_command(as_json: bool) -> None:
    """Say what the engine has of each solver's image."""
    from tasks.sandbox.engine import engine
    from tasks.sandbox.images import find_image

    client = engine()
    rows = [_row(solver, find_image(client, solver)) for solver in SolverName]
    if as_json:
        print_json(rows)
        return
    print_table("Images", [row | {"built": _minute(row["built"])} for row in rows], without=("tag",))
    if any(row["state"] != "current" for row in rows):
        print_line("Build those that are not current: optmill images build")


def check_command(solvers: Sequence[SolverName], as_json: bool) -> int:
    """Solve a tiny model in each image; exit 1 where one does not."""
    from tasks.sandbox.engine import engine
    from tasks.sandbox.image_check import check_solver

    client = engine()
    checks = [check_solver(client, solver) for solver in solvers]
    if as_json:
        print_json([check.model_dump(mode="json") for check in checks])
    else:
        words = ("solver", "passed", "solver_version", "seconds")
        rows = [{word: check.model_dump(mode="json")[word] for word in words} for check in checks]
        print_table("Images checked", [row | {"passed": "yes" if row["passed"] else "no"} for row in rows])
        for check in checks:
            if check.error:
                print_line(f"{check.solver.value}: {check.error}")
    return 0 if all(check.passed for check in checks) else 1


def _serves(image: Image | None, base: str) -> bool:
    return image is not None and image.current and base in ("", image.base)


def _build(client: Any, solvers: Sequence[SolverName], base: str) -> dict[SolverName, Image]:
    from tasks.sandbox.building.base import find_base
    from tasks.sandbox.building.image import build_image

    found: Base = find_base(client, base, print_line)
    built: dict[SolverName, Image] = {}
    for solver in solvers:
        began = time.monotonic()
        image = built[solver] = build_image(client, solver, found, print_line)
        seconds = time.monotonic() - began
        print_line(f"{solver.value}: built in {seconds:.1f} s, {image.size_mib:.0f} MiB with its base: {image.tag}")
    return built


def _minute(time: object) -> str:
    """An ISO time to the minute, as a person reads it."""
    return f"{str(time)[:16].replace('T', ' ')} UTC" if time else ""


def _row(solver: SolverName, image: Image | None) -> dict[str, object]:
    from tasks.sandbox.images import image_state, image_tag

    return {
        "solver": solver.value,
        "state": image_state(image).value,
        "packages": image.packages if image else "",
        "version": image.version if image else "",
        "size_mib": image.size_mib if image else None,
        "built": image.built if image else None,
        "tag": image.tag if image else image_tag(solver),
    }
