"""An image is built once and whole: a second build of the same files is the same image, and none is left behind."""
# pyright: basic
# Reason: docker ships no types.

import io
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from schemas.image import Base
from schemas.solve import SolverName
from tasks.code_version import commit, released_version
from tasks.sandbox import image_source
from tasks.sandbox.building.base import find_base
from tasks.sandbox.building.image import build_image
from tasks.sandbox.image_source import solver_package
from tasks.sandbox.images import SOURCE_LABEL

OTHER = "optmill-tests-base:1"


@pytest.fixture
def base(containers: docker.DockerClient, image_of, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Base]:
    """The base of the current images, and files of this test's own, so that its images are nobody else's."""
    found = find_base(containers, image_of(SolverName.highs).base, print)
    left_out = tmp_path / "left_out.txt"
    left_out.write_text(f"{image_source.LEFT_OUT.read_text()}# {tmp_path}\n")
    monkeypatch.setattr(image_source, "LEFT_OUT", left_out)
    yield found
    for image in mine(containers):
        containers.images.remove(image, force=True)


@pytest.fixture
def other_base(containers: docker.DockerClient, base: Base) -> Iterator[Base]:
    """The base under another name, with a label more."""
    pattern = f"FROM {base.name}\nLABEL optmill.tests=base"
    containers.images.build(fileobj=io.BytesIO(pattern.encode()), tag=OTHER, rm=True)
    yield find_base(containers, OTHER, print)
    containers.images.remove(OTHER, force=True)


def mine(containers: docker.DockerClient) -> set[str]:
    source = image_source.source_hash(SolverName.highs)
    return {str(image.id) for image in containers.images.list(filters={"label": f"{SOURCE_LABEL}={source}"})}


def test_the_same_files_on_the_same_base_give_the_same_image(containers: docker.DockerClient, base: Base):
    told: list[str] = []
    first = build_image(containers, SolverName.highs, base, told.append)
    again = build_image(containers, SolverName.highs, base, print)
    assert (again.id, again.built) == (first.id, first.built)
    assert told == ["highs: fetching packages", f"highs: building on {base.name}"]


def test_an_image_names_who_built_it(containers: docker.DockerClient, base: Base):
    image = build_image(containers, SolverName.highs, base, print)
    assert (image.version, image.commit) == (released_version(), commit())
    assert (image.base, image.packages) == (base.name, solver_package(SolverName.highs))


def test_an_image_on_another_base_takes_the_place_of_the_first(
    containers: docker.DockerClient, base: Base, other_base: Base
):
    first = build_image(containers, SolverName.highs, base, print)
    second = build_image(containers, SolverName.highs, other_base, print)
    assert (second.tag, second.base) == (first.tag, OTHER)
    assert mine(containers) == {second.id}
