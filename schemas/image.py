"""A container image that programs of one solver run in."""

from enum import StrEnum

from schemas.frozen import Frozen
from schemas.solve import SolverName


class ImageState(StrEnum):
    """What an engine has of a solver's image."""

    current = "current"
    """Built from the files of this version."""
    outdated = "outdated"
    """Only built from other files: an earlier version's, or another checkout's."""
    missing = "missing"


class Image(Frozen):
    """An image as the engine holds it."""

    solver: SolverName
    tag: str
    """Repository and tag; the tag is the hash of what it was built from."""
    id: str
    """Digest, `sha256:…`: what a solve names as its image."""
    version: str
    """Version of optmill that built it."""
    commit: str
    """Commit of the checkout that built it; empty for an installed package."""
    packages: str
    """The pinned packages that carry the solver, e.g. `coptpy 8.0.7`."""
    source: str
    """Hash of the files that it was built from."""
    current: bool
    """Whether those files are the ones at hand."""
    base: str
    """The base image, as it was called."""
    size_mib: float
    """With its base, which images share."""
    built: str
    """ISO 8601 time of the build, in UTC."""

    @property
    def state(self) -> ImageState:
        """Current or outdated."""
        return ImageState.current if self.current else ImageState.outdated


class Base(Frozen):
    """A base image that was looked into: what packages for it must fit."""

    name: str
    id: str
    python: str
    """Version of its Python, two numbers: `3.12`."""
    machine: str
    """Processor, as `uname` calls it: `x86_64` or `aarch64`."""
    glibc: int
    """Minor version of the C library: 36 for glibc 2.36."""


class ImageCheck(Frozen):
    """Whether an image solves."""

    solver: SolverName
    tag: str
    passed: bool
    solver_version: str = ""
    seconds: float = 0.0
    """From the creation of the container to its removal."""
    guards: tuple[str, ...] = ()
    error: str = ""
    """What came instead of the optimum, and what to do."""
