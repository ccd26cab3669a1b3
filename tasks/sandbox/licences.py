"""Licences that the user has for commercial solvers: found by the variables that the solvers themselves read.

Without one, COPT and Gurobi take models of up to about 2,000 variables and 2,000 constraints; a larger model ends as
`licence_limit`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from schemas.frozen import Frozen


class Licence(Frozen):
    """One licence on this machine."""

    variable: str
    """Environment variable by which the solver finds it."""
    path: str
    """File or folder on this machine."""

    @property
    def inside(self) -> str:
        """Where a container sees it."""
        return f"/opt/licences/{Path(self.path).name}"


def licences() -> tuple[Licence, ...]:
    """What is there; what a variable names and is not there is left out."""
    return tuple(licence for licence in _named() if Path(licence.path).exists())


def _named() -> Iterator[Licence]:
    home = Path.home() / "copt"
    copt = os.environ.get("COPT_LICENSE_DIR") or os.environ.get("COPT_HOME") or str(home)
    yield Licence(variable="COPT_LICENSE_DIR", path=copt)
    if gurobi := os.environ.get("GRB_LICENSE_FILE"):
        yield Licence(variable="GRB_LICENSE_FILE", path=gurobi)
