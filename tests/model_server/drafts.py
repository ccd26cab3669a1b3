"""What a model server knows: a problem with its blueprint, and a solution as it will be told."""

from dataclasses import dataclass, replace

from schemas.blueprint import Blueprint
from schemas.formulation import Formulation


@dataclass(frozen=True)
class Known:
    """A problem that the server wrote, or that ships as a seed."""

    blueprint: Blueprint
    kind: str = ""
    """Error in its words or in the problem itself."""


@dataclass(frozen=True)
class Solution:
    """A solution before it is dressed."""

    status: str
    formulation: str
    program: str
    programmed: Formulation
    """What the program states."""
    kind: str = ""
    """Error in it."""

    def with_program(self, source: str) -> "Solution":
        """The same with another program."""
        return replace(self, program=source)
