"""A rehearsal: candidates are written and judged as in a round, and a stand-in answers with what a parent holds.

Prompts are rendered by the code that asks in earnest, over parents that may be drawn, so that their lengths are real;
those of the answers are assumed to be the parents' own.
"""

import math
from collections.abc import Sequence
from random import Random

from schemas.candidate import Candidate
from schemas.estimate import Size
from schemas.spec import EvolveSpec
from schemas.teacher import JUDGES as JUDGING
from schemas.teacher import Completion, Prompt, Purpose
from schemas.verdict import JUDGES, CheckerName
from tasks.back_translation import translate_back
from tasks.judging import ask_judge
from tasks.teacher.asking import fenced
from tasks.writing import Writer

PARENTS = 8
"""Draws of parents for each operator."""
CHANGED = "The new problem has one more constraint than its parent, and the figures that belong to it."
FOUND = "Constraints: the capacity of the second store is stated in the words and is in no constraint of the program."
WORDS = (Purpose.mutate, Purpose.repair_statement)
WORDS_A_TOKEN, SOLUTION_A_TOKEN = 3.9, 3.3
"""Characters of a token in problems and in solutions, nearly what tokenizers of OpenAI, Anthropic and DeepSeek give."""
JUDGEMENT_TOKENS = 300
"""Of a judge's answer: our prompts let it think before it gives its verdict."""

Weighed = tuple[float, Size]


class StandIn:
    """A teacher that answers with what one problem holds, and notes how long each call is."""

    model = "stand-in"

    def __init__(self, problem: Candidate, formulation: bool) -> None:
        """Take whose words and solution stand for all that will be written, and whether solutions hold a model."""
        self.problem = problem
        self.formulation = formulation
        self.sizes: list[tuple[Purpose, Size]] = []

    def complete(self, prompt: Prompt) -> Completion:
        """Answer in the form that the prompt asks for."""
        asked = sum(len(message.content) for message in prompt.messages)
        text = self.answer(prompt.purpose)
        each = WORDS_A_TOKEN if prompt.purpose in WORDS else SOLUTION_A_TOKEN
        written = JUDGEMENT_TOKENS if prompt.purpose in JUDGING else len(text) / each
        self.sizes.append((prompt.purpose, Size(prompt_tokens=asked / each, completion_tokens=written)))
        return Completion(request_hash="", model=self.model, purpose=prompt.purpose, text=text)

    def answer(self, purpose: Purpose) -> str:
        """The text of an answer."""
        if purpose in JUDGING:
            return f"# Verdict\n\n{'same' if purpose is Purpose.judge_back_translation else 'passed'}\n"
        if purpose is Purpose.describe:
            return f"# Decisions\n\nas told\n\n# Objective\n\nas told\n\n# Limits\n\n{self.problem.statement}\n"
        if purpose in WORDS:
            return f"# Problem\n\n{self.problem.statement}\n\n# Changes\n\n{CHANGED}\n"
        modelled = self.formulation and purpose is not Purpose.program
        formulation = f"# Formulation\n\n{self.problem.formulation}\n\n" if modelled else ""
        return f"# Status\n\noptimal\n\n{formulation}# Program\n\n{fenced(self.problem.programs[0].source)}\n"


def rehearse(spec: EvolveSpec, members: Sequence[Candidate]) -> dict[Purpose, Size]:
    """Tokens of a call, by purpose, averaged over operators by their weights.

    Args:
        spec: with operators, solvers, checkers and sampling.
        members: problems with solutions, of which parents may be drawn.
    """
    rng, found = Random(spec.seed), dict[Purpose, list[Weighed]]()
    for operator, weight in operators(spec).items():
        wanted = min(2 if operator == "combine" else 1, len(members))
        for _ in range(PARENTS):
            for purpose, size in play(spec, operator, tuple(rng.sample(members, wanted))):
                found.setdefault(purpose, []).append((weight, size))
    return {purpose: average(sizes) for purpose, sizes in found.items()}


def operators(spec: EvolveSpec) -> dict[str, float]:
    """Weight of each operator that may be drawn, all strategies together."""
    weights: dict[str, float] = {}
    for strategy in spec.strategies:
        for name, weight in strategy.operators.items():
            weights[name] = weights.get(name, 0.0) + weight
    return {name: weight for name, weight in weights.items() if weight > 0}


def play(spec: EvolveSpec, operator: str, parents: tuple[Candidate, ...]) -> list[tuple[Purpose, Size]]:
    """One candidate's calls, each purpose once."""
    stand_in = StandIn(parents[0], spec.formulation)
    writer = Writer(spec, stand_in, parents, spec.seed)
    writer.technique = spec.technique
    child = parents[0].model_copy(update={"operator": operator, "plant": ""})
    child = writer.write_solution(writer.write_problem(child))
    writer.write_problem(child, FOUND, attempt=1)
    writer.write_solution(child, FOUND, attempt=1)
    for checker in spec.active_checkers:
        if checker in JUDGES:
            ask_judge(writer, checker, child)
    if CheckerName.second_program in spec.active_checkers:
        writer.write_second(child)
    if CheckerName.back_translation in spec.active_checkers:
        translate_back(writer, child)
    return stand_in.sizes


def average(sizes: Sequence[Weighed]) -> Size:
    """The mean call."""
    total = math.fsum(weight for weight, _ in sizes)
    return Size(
        prompt_tokens=math.fsum(weight * size.prompt_tokens for weight, size in sizes) / total,
        completion_tokens=math.fsum(weight * size.completion_tokens for weight, size in sizes) / total,
    )
