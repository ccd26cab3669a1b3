"""A problem's page: where it comes from, its words, mathematics, programs, answer, and why it should be believed."""

from typing import Any

import pytest

from schemas.candidate import Candidate, Program, Stage
from schemas.evidence import Evidence, Grade
from schemas.solve import ObjectiveSense, SolverName, TerminationStatus
from tasks.show import problem_markdown


def problem(id: str, generation: int, **fields: Any) -> Candidate:
    """An accepted problem."""
    told: dict[str, Any] = {
        "campaign": "test",
        "round": generation,
        "number": 0,
        "strategy": "seed",
        "operator": "change_parameter" if generation else "seed",
        "family": "knapsack",
        "statement": "A hiker packs.",
        "formulation": "## Sets\n- `ITEMS = []`\n",
        "programs": (Program(solver=SolverName.copt, source="import coptpy\n"),),
        "status": TerminationStatus.optimal,
        "sense": ObjectiveSense.maximize,
        "objective": 12345.5,
        "evidence": Evidence(
            grade=Grade.A, checkers=("program", "no_op"), program_objective=12345.5, solver_version="copt 8"
        ),
    }
    return Candidate(id=id, generation=generation, **(told | fields))


SEED = problem("5eed", 0)
CHILD = problem("c1", 1, changes="the limit falls to 9")


def test_a_page_holds_every_part_in_order():
    page = problem_markdown((SEED, CHILD))
    parts = [
        "# Problem c1",
        "`5eed`",
        "`c1`",
        "## Words",
        "## Formulation",
        "## Program for copt",
        "## Answer",
        "## Evidence",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "A hiker packs." in page and "### Sets" in page and "```python\nimport coptpy\n```" in page


def test_the_lineage_is_indented_by_generation_and_says_what_changed():
    lines = problem_markdown((SEED, CHILD)).splitlines()
    assert "- `5eed` seed: knapsack (maximize 12,345.5)" in lines
    assert "  - `c1` change_parameter: the limit falls to 9 (maximize 12,345.5)" in lines


def test_evidence_lists_what_was_looked_at_and_nothing_else():
    page = problem_markdown((CHILD,))
    assert "- grade: A" in page
    assert "- checkers passed: program, no_op" in page
    assert "- objective in the program's process: 12345.5" in page
    assert "canonical model" not in page and "None" not in page


@pytest.mark.parametrize("status", [TerminationStatus.infeasible, TerminationStatus.unbounded])
def test_a_problem_without_an_objective_answers_with_its_status(status: TerminationStatus):
    assert f"## Answer\n\n{status.value}" in problem_markdown((problem("c2", 1, status=status, objective=None),))


def test_a_rejected_problem_says_where_and_why():
    rejected = problem("c3", 1).reject(Stage.check_program, "status_differs", "It is infeasible.")
    page = problem_markdown((SEED, rejected))
    assert "(rejected at check_program: status_differs)" in page
    assert "Rejected at check_program: status_differs. It is infeasible." in page


def test_a_problem_that_was_rejected_at_birth_has_a_page_too():
    empty: dict[str, Any] = {"statement": "", "formulation": "", "programs": (), "status": None, "objective": None}
    page = problem_markdown((problem("c4", 1, **empty).reject(Stage.mutate, "declined"),))
    assert "not solved" in page and "## Formulation" not in page
