"""The text of the procedural teacher's answers, in the format that every teacher answers in."""

from schemas.solve import SolverName
from tasks.algebra.text import print_formulation
from tasks.procedural.dialects import write_program
from tasks.procedural.plants import Draft


def problem_text(draft: Draft) -> str:
    """The answer to `mutate`."""
    changes = draft.blueprint.notes[-1] if draft.blueprint.notes else ""
    blueprint = draft.blueprint.model_dump_json(exclude_defaults=True)
    return f"# Changes\n{changes}\n\n# Problem\n{draft.statement}\n\n# Blueprint\n```json\n{blueprint}\n```\n"


def solution_text(draft: Draft, solver: SolverName) -> str:
    """The answer to `formulate`."""
    return (
        f"# Status\n{draft.status.value}\n\n# Formulation\n{print_formulation(draft.formulation)}\n"
        f"# Program\n```python\n{write_program(draft.programmed, solver)}{draft.ending}```\n"
    )


def declined_text(reason: str) -> str:
    """Says plainly that it can't be done."""
    return f"# Declined\n{reason}\n"
