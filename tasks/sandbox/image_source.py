"""What a solver's image is built from: the files of `solver_images`, and the hash that tells versions apart."""

from pathlib import Path

import solver_images
from schemas.frozen import content_hash
from schemas.solve import SolverName

FOLDER = Path(solver_images.__file__).parent
DOCKERFILE, LEFT_OUT = FOLDER / "Dockerfile", FOLDER / "left_out.txt"
DIGITS = 12


def requirements_file(solver: SolverName) -> Path:
    """The pinned packages of a solver's image."""
    return FOLDER / "requirements" / f"{solver.value}.txt"


def runner_files() -> list[Path]:
    """The modules of the runner."""
    return sorted((FOLDER / "runner").glob("*.py"))


def source_hash(solver: SolverName) -> str:
    """Hash everything of ours that goes into the image of a solver; another hash is another image."""
    files = (DOCKERFILE, LEFT_OUT, requirements_file(solver), *runner_files())
    return content_hash({file.name: file.read_text(encoding="utf-8") for file in files}, DIGITS)


def solver_package(solver: SolverName) -> str:
    """Name the package that carries the solver, with its version: the first of the pins, `coptpy 8.0.7`."""
    pins = requirements_file(solver).read_text(encoding="utf-8").split()
    return pins[0].replace("==", " ")
