"""Asks a policy: the same prompts that benchmarks ask by, so that it is trained on what it will be asked."""

from schemas.policy_problem import PolicyProblem
from schemas.policy_question import PolicyQuestion
from schemas.reinforce_spec import Asking, ReinforceSpec
from schemas.solve import SolverName
from schemas.teacher import Message
from tasks.teacher.asking import template

PROMPTS = {
    Asking.one_shot: "answer_one_shot",
    Asking.tags: "answer_tags",
    Asking.interpreter: "answer_interpreter",
}


def question_of(problem: PolicyProblem, solver: SolverName, spec: ReinforceSpec) -> PolicyQuestion:
    """A problem as it is asked for a solver."""
    system, user, _ = template(PROMPTS[spec.asking])
    variables = {"statement": problem.statement, "solver": solver.value, "executions": spec.executions}
    return PolicyQuestion(
        id=f"{problem.id}-{solver.value}",
        prompt=(
            Message(role="system", content=system.render(variables)),
            Message(role="user", content=user.render(variables)),
        ),
        statement=problem.statement,
        solver=solver,
        answer=problem.answer,
    )
