"""What the procedural teacher answers, and the text that carries it."""

from schemas.blueprint import Blueprint
from schemas.frozen import Frozen
from schemas.solve import SolverName, TerminationStatus
from tasks.algebra.text import print_formulation
from tasks.procedural.dialects import write_program
from tasks.procedural.words import write_statement


class Answer(Frozen):
    """Words, formulation, program and declared outcome of one problem."""

    blueprint: Blueprint
    statement: str
    formulation: str
    program: str
    status: TerminationStatus

    @staticmethod
    def honest(blueprint: Blueprint, solver: SolverName) -> "Answer":
        """All parts as the blueprint has them."""
        return Answer(
            blueprint=blueprint,
            statement=write_statement(blueprint),
            formulation=print_formulation(blueprint.formulation),
            program=write_program(blueprint.formulation, solver),
            status=blueprint.status,
        )


def problem_text(answer: Answer) -> str:
    """The answer to `mutate`."""
    changes = answer.blueprint.notes[-1] if answer.blueprint.notes else ""
    blueprint = answer.blueprint.model_dump_json(exclude_defaults=True)
    return f"# Changes\n{changes}\n\n# Problem\n{answer.statement}\n\n# Blueprint\n```json\n{blueprint}\n```\n"


def solution_text(answer: Answer) -> str:
    """The answer to `formulate`."""
    return (
        f"# Status\n{answer.status.value}\n\n# Formulation\n{answer.formulation}\n"
        f"# Program\n```python\n{answer.program}```\n"
    )
