"""A small bakery that every checker's test starts from, honest in words, formulation and program."""

from collections.abc import Callable
from typing import Any

import pytest

from schemas.candidate import Candidate
from schemas.solve import SolverName
from tasks.algebra.text import parse_formulation
from tasks.check.subject import Subject, make_subject
from tasks.procedural.dialects import write_program
from tasks.sandbox.door import run_program, solve_model
from tests.tasks.algebra.bakery import FORMULATION

WORDS = """A bakery by the harbour bakes loaves and buns for the morning market. A loaf sells for $5 and a bun for $2.
A loaf takes 4 minutes of kneading and 30 minutes in the oven; a bun takes 3 minutes of kneading and 12 minutes in the
oven. There are 240 minutes for kneading and 1,250 minutes of oven time. The market takes at most 35 loaves and 60
buns, and only whole pieces can be sold.

What should the bakery bake to maximize its revenue?"""


def new_candidate(words: str = WORDS, formulation: str = FORMULATION, **fields: Any) -> Candidate:
    """A child of a round, the honest bakery unless told otherwise."""
    given: dict[str, Any] = {
        "id": "child",
        "campaign": "test",
        "round": 1,
        "number": 0,
        "generation": 1,
        "strategy": "test",
    }
    operator = fields.pop("operator", "change_parameter")
    return Candidate(**(given | fields), operator=operator, statement=words, formulation=formulation)


@pytest.fixture
def candidate() -> Callable[..., Candidate]:
    """Makes a candidate; words, formulation and fields may be other than honest."""
    return new_candidate


@pytest.fixture
def subject() -> Callable[..., Subject]:
    """Makes a subject whose program was run: the formulation's own program unless `program` is another formulation."""

    def make(
        program: str | None = None, source: str = "", parents: tuple[Candidate, ...] = (), **fields: Any
    ) -> Subject:
        made = new_candidate(**fields)
        source = source or write_program(parse_formulation(program or made.formulation), SolverName.copt)
        solve = run_program(source, SolverName.copt)
        resolved = solve_model(solve.model_mps) if solve.model_mps else None
        return make_subject(made, parents, solve, resolved)

    return make


@pytest.fixture
def words() -> str:
    """The bakery's words."""
    return WORDS


@pytest.fixture
def formulation() -> str:
    """The bakery's formulation."""
    return FORMULATION
