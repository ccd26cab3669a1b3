"""The images of the solvers: what they are called, and which of them an engine has."""
# pyright: basic
# Reason: docker ships no types.

from collections.abc import Iterator
from datetime import UTC, datetime

import docker

from schemas.image import Image, ImageState
from schemas.solve import SolverName
from tasks.sandbox.engine import engine_errors
from tasks.sandbox.image_source import source_hash

VERSION_LABEL, COMMIT_LABEL = "org.opencontainers.image.version", "org.opencontainers.image.revision"
SOLVER_LABEL, PACKAGES_LABEL = "optmill.solver", "optmill.packages"
SOURCE_LABEL, BASE_LABEL = "optmill.source", "optmill.base"


def image_repository(solver: SolverName) -> str:
    """The name that all images of a solver share."""
    return f"optmill/solver-{solver.value}"


def image_tag(solver: SolverName) -> str:
    """What the image of a solver is called that is built from the files at hand.

    The tag is their hash, so that two versions on one engine never take each other's name.
    """
    return f"{image_repository(solver)}:{source_hash(solver)}"


def find_image(client: docker.DockerClient, solver: SolverName) -> Image | None:
    """Find the image of a solver: the current one, else the newest, else None.

    Raises:
        ImageError: the engine does not answer.
    """
    with engine_errors(f"the images of {solver.value} can't be listed"):
        # The word is `reference`, and not a label alone: layers of a build that failed bear the labels too.
        found = client.api.images(name=image_repository(solver), filters={"label": SOLVER_LABEL})
    images = sorted(_read(solver, found), key=lambda image: (image.current, image.built))
    return images[-1] if images else None


def image_state(image: Image | None) -> ImageState:
    """Say what an engine has of an image."""
    return image.state if image else ImageState.missing


def _read(solver: SolverName, found: list[dict]) -> Iterator[Image]:
    for item in found:
        labels = item["Labels"] or {}
        source = labels.get(SOURCE_LABEL, "")
        tag = f"{image_repository(solver)}:{source}"
        if tag in (item["RepoTags"] or ()):
            yield Image(
                solver=solver,
                tag=tag,
                id=item["Id"],
                version=labels.get(VERSION_LABEL, ""),
                commit=labels.get(COMMIT_LABEL, ""),
                packages=labels.get(PACKAGES_LABEL, ""),
                source=source,
                current=source == source_hash(solver),
                base=labels.get(BASE_LABEL, ""),
                size_mib=round(item["Size"] / 2**20, 1),
                built=datetime.fromtimestamp(item["Created"], UTC).isoformat(),
            )
