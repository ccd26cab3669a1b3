"""A base image that can't serve is refused by its name, with what would."""
# pyright: basic
# Reason: docker ships no types.

import io
import tarfile
from collections.abc import Iterator

import docker
import pytest

from schemas.solve import SolverName
from tasks.sandbox.building.base import VARIABLE, find_base
from tasks.sandbox.errors import ImageError
from tests.engine import containers_on

EMPTY = "optmill-tests-empty:1"
NOWHERE = "127.0.0.1:9/nobody:1"
"""No registry listens there."""


@pytest.fixture
def empty_base(containers: docker.DockerClient) -> Iterator[str]:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("nothing"))
    repository, tag = EMPTY.split(":")
    containers.api.import_image(archive.getvalue(), repository=repository, tag=tag, changes=["CMD true"])
    yield EMPTY
    containers.images.remove(EMPTY, force=True)


def test_a_base_that_is_nowhere_is_named(containers: docker.DockerClient):
    told: list[str] = []
    with pytest.raises(ImageError, match=rf"{NOWHERE} is not on the engine and can't be pulled.*--base"):
        find_base(containers, NOWHERE, told.append)
    assert told == [f"pulling the base image {NOWHERE}"]


def test_a_base_can_be_named_in_the_environment(containers: docker.DockerClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, NOWHERE)
    with pytest.raises(ImageError, match=NOWHERE):
        find_base(containers, "", print)


def test_a_base_without_python_is_refused(containers: docker.DockerClient, empty_base: str):
    with pytest.raises(ImageError, match=f"{empty_base} can't be used.*python3"):
        find_base(containers, empty_base, print)
    assert not containers_on(containers, ancestor=empty_base)


def test_a_base_is_looked_into_by_its_own_python(containers: docker.DockerClient, image_of):
    base = find_base(containers, image_of(SolverName.highs).base, print)
    assert base.machine in ("x86_64", "aarch64")
    assert base.glibc >= 28 and base.id.startswith("sha256:")
