"""Renders problems as examples: the benchmark's own question, and the formulation and program as the answer."""

from collections.abc import Iterator

from schemas.candidate import Candidate, Program
from schemas.example import Example, Split
from tasks.teacher.asking import fenced, template

PROMPT = "answer_one_shot"
"""The template by which benchmarks ask, so that a model is trained on what it will be asked."""


def prompt_hash() -> str:
    """Content hash of the question's template."""
    return template(PROMPT)[2]


def render_examples(
    problem: Candidate, programs: tuple[Program, ...], split: Split, formulation: bool
) -> Iterator[Example]:
    """A problem as one example a program."""
    system, user, _ = template(PROMPT)
    for program in programs:
        variables = {"statement": problem.statement, "solver": program.solver.value}
        yield Example(
            id=f"{problem.id}-{program.solver.value}",
            candidate_id=problem.id,
            campaign=problem.campaign,
            round=problem.round,
            seed_ids=problem.seed_ids or (problem.id,),
            operator=problem.operator,
            cluster=problem.cluster,
            licence=problem.licence,
            solver=program.solver,
            split=split,
            statement=problem.statement,
            system=system.render(variables),
            user=user.render(variables),
            answer=answer_text(problem, program, formulation),
            status=problem.status.value if problem.status else "",
            objective=problem.objective,
        )


def answer_text(problem: Candidate, program: Program, formulation: bool) -> str:
    """The target: the formulation where it is wanted, then the program in a block."""
    model = f"{problem.formulation.strip()}\n\n" if formulation and problem.formulation.strip() else ""
    return f"{model}{fenced(program.source)}"
