"""What an engine has of the images: current, outdated, missing."""
# pyright: basic
# Reason: docker ships no types.

import io
from collections.abc import Iterator

import docker
import pytest

from schemas.image import ImageState
from schemas.solve import SolverName
from tasks.code_version import released_version
from tasks.sandbox.images import (
    SOLVER_LABEL,
    SOURCE_LABEL,
    find_image,
    image_repository,
    image_state,
    image_tag,
)

OLD = "0" * 12


@pytest.fixture
def old_image(containers: docker.DockerClient, image_of) -> Iterator[str]:
    """An image of HiGHS that other files than ours made: younger than the current one."""
    made, tag = image_of(SolverName.highs), f"{image_repository(SolverName.highs)}:{OLD}"
    labels = {SOLVER_LABEL: "highs", SOURCE_LABEL: OLD}
    containers.images.build(fileobj=io.BytesIO(f"FROM {made.tag}".encode()), tag=tag, labels=labels, rm=True)
    yield tag
    containers.images.remove(tag, force=True)


def test_a_tag_names_the_solver_and_its_source():
    assert image_tag(SolverName.copt).startswith("optmill/solver-copt:")
    assert len({image_tag(solver) for solver in SolverName}) == len(SolverName)


def test_an_image_tells_what_it_was_built_from(containers: docker.DockerClient, image_of):
    image = image_of(SolverName.highs)
    assert image.state is ImageState.current
    assert (image.tag, image.version) == (image_tag(SolverName.highs), released_version())
    assert image.packages.startswith("highspy 1.") and image.id.startswith("sha256:")
    assert 50 < image.size_mib < 400


def test_the_current_image_is_found_before_a_younger_one(containers: docker.DockerClient, old_image: str):
    image = find_image(containers, SolverName.highs)
    assert image is not None and image.current and image.tag != old_image


def test_an_image_of_other_files_is_outdated(
    containers: docker.DockerClient, old_image: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tasks.sandbox.images.source_hash", lambda solver: "f" * 12)
    image = find_image(containers, SolverName.highs)
    assert image is not None and (image.tag, image.state) == (old_image, ImageState.outdated)


def test_what_was_never_built_is_missing():
    assert image_state(None) is ImageState.missing
