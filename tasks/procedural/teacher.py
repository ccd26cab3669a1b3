"""The procedural teacher: answers prompts from blueprints, in the text format that every teacher answers in."""

import time
from random import Random

from schemas.blueprint import Blueprint
from schemas.plant import EVERYWHERE, PROGRAM_KINDS, PlantKind
from schemas.solve import SolverName
from schemas.teacher import BACK_TRANSLATION, JUDGES, Completion, Prompt, Purpose
from tasks.algebra.errors import AlgebraError
from tasks.procedural.answer import declined_text, problem_text, solution_text
from tasks.procedural.operators import NotApplicable, apply_operator
from tasks.procedural.plants import Draft, honest, plant


class ProceduralTeacher:
    """Knows families of problems as indexed algebra; its answers are certain, and wrong only on request."""

    model = "procedural"

    def __init__(self, latency_seconds: float = 0.0) -> None:
        """Take a latency that each answer waits, to stand in for a language model in benchmarks."""
        self.latency_seconds = latency_seconds

    def complete(self, prompt: Prompt) -> Completion:
        """Answer a prompt; the same prompt gets the same answer."""
        started = time.perf_counter()
        if self.latency_seconds:
            time.sleep(self.latency_seconds)
        key = prompt.request_hash(self.model)
        text = self.answer(prompt, Random(key))
        return Completion(
            request_hash=key,
            model=self.model,
            purpose=prompt.purpose,
            text=text,
            prompt_tokens=sum(len(message.content) for message in prompt.messages) // 4,
            completion_tokens=len(text) // 4,
            latency_seconds=time.perf_counter() - started,
            requests=0,
        )

    def answer(self, prompt: Prompt, rng: Random) -> str:
        """Write the text for a prompt's purpose."""
        if prompt.purpose in (Purpose.mutate, Purpose.repair_statement):
            return write_child(prompt, rng)
        if prompt.purpose in (*JUDGES, *BACK_TRANSLATION):
            return declined_text(f"the procedural teacher writes; give {prompt.purpose.value} a language model")
        return write_solution(prompt)


def write_child(prompt: Prompt, rng: Random) -> str:
    """Apply the operator to the parents' blueprints, and tell the child in words."""
    variables = prompt.variables
    if any(blueprint is None for blueprint in variables["_blueprints"]):
        return declined_text("a parent has no blueprint; the procedural teacher evolves only problems that carry one")
    parents: tuple[Blueprint, ...] = tuple(variables["_blueprints"])
    try:
        child = apply_operator(variables["_operator"], parents, rng)
        return problem_text(with_error(variables["_plant"], child, parents, prompt.sampling.seed))
    except (NotApplicable, AlgebraError) as error:
        return declined_text(str(error))


def write_solution(prompt: Prompt) -> str:
    """Write formulation and program of a child whose blueprint is known."""
    variables = prompt.variables
    if variables["_blueprint"] is None:
        return declined_text("the problem has no blueprint; the procedural teacher solves only problems that carry one")
    kind, parents = variables["_plant"], tuple(variables["_blueprints"])
    wrong = kind if kind in SOLUTION_ERRORS else ""
    draft = with_error(wrong, variables["_blueprint"], parents, prompt.sampling.seed)
    return solution_text(draft, SolverName(variables["solver"]))


SOLUTION_ERRORS = frozenset(
    {
        *PROGRAM_KINDS,
        *(f"{kind}{EVERYWHERE}" for kind in PROGRAM_KINDS),
        *("wrong_status", "stale_parent_text", "scaled_copy", "printed_objective", "wrong_meaning", "missing_implicit"),
    }
)
"""Errors that the solution carries; the others stand in the words or in the problem itself, which the blueprint has."""


def with_error(kind: str, child: Blueprint, parents: tuple[Blueprint, ...], seed: int) -> Draft:
    """The honest answer, or one with the error that was asked for; the same one for words and for solution."""
    if not kind:
        return honest(child)
    draft = plant(PlantKind(kind.removesuffix(EVERYWHERE)), child, parents, Random(f"{seed}/{kind}"))
    return draft.everywhere() if kind.endswith(EVERYWHERE) else draft
