"""Building the image of one solver on an engine."""
# pyright: basic
# Reason: docker ships no types.

import tempfile
from contextlib import suppress
from pathlib import Path

import docker
from docker.errors import BuildError, DockerException

from schemas.image import Base, Image
from schemas.solve import SolverName
from tasks.code_version import commit, released_version
from tasks.sandbox.building.base import Tell
from tasks.sandbox.building.context import write_context
from tasks.sandbox.building.packages import install_packages
from tasks.sandbox.engine import engine_errors
from tasks.sandbox.errors import ImageError
from tasks.sandbox.image_source import solver_package, source_hash
from tasks.sandbox.images import (
    BASE_LABEL,
    COMMIT_LABEL,
    PACKAGES_LABEL,
    SOLVER_LABEL,
    SOURCE_LABEL,
    VERSION_LABEL,
    find_image,
    image_tag,
)


def build_image(client: docker.DockerClient, solver: SolverName, base: Base, tell: Tell) -> Image:
    """Build the image of a solver from the files at hand; the build itself has no network.

    An image of the same files on another base gives up its name to the new one, and goes.

    Args:
        client: the engine.
        solver: whose image.
        base: what it stands on, as `find_base` gives it.
        tell: is told what takes long.

    Raises:
        ImageError: a package can't be fetched, or the engine can't build.
    """
    before = find_image(client, solver)
    with tempfile.TemporaryDirectory(prefix="optmill-image-") as folder, tempfile.TemporaryFile() as context:
        tell(f"{solver.value}: fetching packages")
        install_packages(solver, base, Path(folder))
        write_context(Path(folder), context)
        tell(f"{solver.value}: building on {base.name}")
        with engine_errors(f"the image of {solver.value} can't be built"):
            _build(client, solver, base, context)
    image = find_image(client, solver)
    if image is None or not image.current:
        raise ImageError(f"the image {image_tag(solver)} was built, but the engine does not show it")
    if before is not None and before.current and before.id != image.id:
        # A container may still run in it, which keeps it; the door replaces such containers.
        with suppress(DockerException):
            client.images.remove(before.id)
    return image


def labels(solver: SolverName, base: Base) -> dict[str, str]:
    """What an image tells about itself."""
    return {
        VERSION_LABEL: released_version(),
        COMMIT_LABEL: commit(),
        SOLVER_LABEL: solver.value,
        PACKAGES_LABEL: solver_package(solver),
        SOURCE_LABEL: source_hash(solver),
        BASE_LABEL: base.name,
        f"{BASE_LABEL}.id": base.id,
    }


def _build(client: docker.DockerClient, solver: SolverName, base: Base, context) -> None:
    try:
        client.images.build(
            fileobj=context,
            custom_context=True,
            tag=image_tag(solver),
            buildargs={"BASE_IMAGE": base.name, "SOLVER": solver.value},
            labels=labels(solver, base),
            network_mode="none",
            rm=True,
            forcerm=True,
        )
    except BuildError as error:
        lines = [str(line.get("stream") or line.get("error") or "").rstrip() for line in error.build_log]
        last = "\n".join(line for line in lines if line)[-2000:]
        raise ImageError(f"the image of {solver.value} can't be built on {base.name}: {error.msg}\n{last}") from error
