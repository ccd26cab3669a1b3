"""What a model server answers: our prompts, read as a language model reads them, by way of the procedural teacher.

It sees messages and nothing else. The first line of the system message tells what is asked; the sections of the user
message hold the material; behind each statement it remembers the blueprint, of the shipped seeds and of whatever it
wrote itself. The same request gets the same answer.
"""

from functools import cache
from random import Random
from typing import Any

from schemas.blueprint import Blueprint, Domain
from schemas.plant import EVERYWHERE, PlantKind
from schemas.solve import ANSWERS, SolverName
from schemas.strategy import OPERATORS
from schemas.teacher import Purpose, Sampling
from tasks.algebra.errors import AlgebraError
from tasks.algebra.ground import ground
from tasks.algebra.highs import solve_linear_model
from tasks.algebra.text import print_formulation
from tasks.procedural.dialects import write_program
from tasks.procedural.operators import NotApplicable, apply_operator
from tasks.procedural.plants import Draft, honest, plant
from tasks.seed_file import read_seeds
from tasks.teacher.asking import prompt_names, render_prompt, sections
from tests.model_server.drafts import Known, Solution
from tests.model_server.dress import dress
from tests.model_server.errors import (
    BROKEN_BY_REPAIR,
    HOLES,
    MISALIGNED,
    SILENT_JUDGE,
    SOLUTIONS,
    STALE,
    UNSOUND,
    WORDS,
    plant_key,
)
from tests.model_server.judge import Judge
from tests.model_server.notation import in_latex
from tests.model_server.settings import Settings
from tests.model_server.translation import NAME, Translator

ANYTHING: dict[str, Any] = {
    "parents": [],
    "domains": list(Domain),
    "technique": "",
    "feedback": "",
    "solver": "SOLVER",
    "statement": "",
    "formulation": True,
    "program": "",
    "description": "",
    "changes": "",
    "objection": "",
    "outcome": "",
    "executions": 4,
    "answer": "",
    "instructions": "",
    "trajectory": "",
}
"""What every prompt can be rendered from."""
FEEDBACK = "What was wrong with your last answer"


class Mind:
    """Who answers."""

    def __init__(self, settings: Settings) -> None:
        """Know the shipped seeds, and how each prompt begins."""
        self.settings = settings
        self.known = dict(shipped())
        self.seeds = sorted(self.known)
        self.purposes = {first_line(name, with_model): name for name in prompt_names() for with_model in ("x", "")}
        self.judge = Judge(settings)
        self.translator = Translator(settings, self.judge)
        self.planted: dict[str, str] = {}

    def plants(self) -> list[dict[str, str]]:
        """The kind of each planted error, by what it answers and says (`errors.plant_key`)."""
        return [{"key": key, "kind": kind} for key, kind in self.planted.items()]

    def learn(self, rows: list[dict[str, str]]) -> None:
        """Be told of solutions that somebody else wrote: statement, program and kind of error of each."""
        for row in rows:
            self.judge.learn(row["statement"], row["program"], row["kind"])
            self.translator.learn(row["statement"], row["program"], row["kind"])

    def answer(self, messages: list[dict[str, str]], key: str) -> str:
        """The completion for some messages.

        Args:
            messages: a system message and a user message.
            key: hash of the request; decides all that is drawn.
        """
        system, user = messages[0]["content"], sections(messages[-1]["content"])
        name, rng = self.purposes.get(system.split("\n")[0], ""), Random(f"{self.settings.seed}/{key}")
        parts, kind = self.parts(name, system, user, rng)
        if rng.random() < self.settings.unreadable and FEEDBACK not in user:
            return f"I am glad to help.\n\n# {list(parts)[-1].capitalize()}\n"
        text = dress(parts, rng.choices(*zip(*self.settings.manners.items(), strict=True))[0], rng)
        if kind:
            self.planted[plant_key(shown(user), text)] = kind
        return text

    def parts(self, name: str, system: str, user: dict[str, str], rng: Random) -> tuple[dict[str, str], str]:
        """The parts of an answer, and the kind of the error in it."""
        if name.startswith("mutate_"):
            return self.problem(name.removeprefix("mutate_"), user, rng)
        if name == "formulate":
            return self.solution(user, solver_of(system), rng)
        if name in ("program", "answer_one_shot", "answer_self_correction"):
            return self.second(user, solver_of(system), rng)
        if name == "describe":
            return self.translator.description(user), ""
        if name == NAME:
            known = self.known.get(user["Problem"].strip())
            model = known.blueprint.formulation if known else None
            return self.translator.comparison(user, model, rng), ""
        if name.startswith("judge_"):
            parts = self.judge.verdict(name, user, self.known.get(user["Problem"].strip()), rng)
            return parts, SILENT_JUDGE if self.judge.never_speaks(name, user["Problem"]) else ""
        return {"declined": "I do not know what is asked of me."}, ""

    def problem(self, operator: str, user: dict[str, str], rng: Random) -> tuple[dict[str, str], str]:
        """A child of the parents shown."""
        parents = [self.known.get(user[name].strip()) for name in user if name.startswith("Parent")]
        if not parents or any(parent is None for parent in parents) or operator not in OPERATORS:
            return {"declined": "I do not understand the parent well enough to change it."}, ""
        blueprints = tuple(parent.blueprint for parent in parents if parent)
        try:
            child = apply_operator(operator, blueprints, rng)
        except (NotApplicable, AlgebraError) as error:
            return {"declined": f"This parent offers no place for that: {error}"}, ""
        mended = FEEDBACK in user and rng.random() < self.settings.mends
        kind = "" if mended else self.drawn(WORDS, rng)
        draft, kind = planted_or_honest(kind, child, blueprints, rng)
        kind = kind or ("" if is_sound(draft) else UNSOUND)
        self.known.setdefault(draft.statement.strip(), Known(draft.blueprint, kind))
        changes = child.notes[-1] if child.notes else "The numbers."
        return {"problem": draft.statement, "changes": changes}, kind

    def drawn(self, kinds: tuple[str, ...], rng: Random) -> str:
        """One of the kinds at its share, or none."""
        shares = [self.settings.plants.get(kind, 0.0) for kind in kinds]
        return rng.choices([*kinds, ""], [*shares, max(0.0, 1.0 - sum(shares))])[0]

    def solution(self, user: dict[str, str], solver: SolverName, rng: Random) -> tuple[dict[str, str], str]:
        """Formulation and program of the new problem."""
        known = self.known.get(user["New problem"].strip())
        if known is None:
            return {"declined": "I can't find a model for this problem."}, ""
        parents = tuple(
            found.blueprint for n in user if n.startswith("Parent") and (found := self.known.get(user[n].strip()))
        )
        kind = "" if known.kind else self.solutions_error(user, rng)
        same = Random(f"{self.settings.seed}/solution/{user['New problem'].strip()}")
        solved = self.solved(kind, known.blueprint, parents, (solver, rng if FEEDBACK in user else same))
        self.judge.wrote(user["New problem"], solved.program, solved.kind)
        self.translator.wrote(solved.program, solved.programmed)
        manner = Random(f"{self.settings.seed}/notation/{user['New problem'].strip()}")
        written = in_latex(solved.formulation) if manner.random() < self.settings.latex else solved.formulation
        formulated = {"formulation": written} if "`# Formulation`" in user["Answer"] else {}
        return {"status": solved.status} | formulated | {"program": solved.program}, solved.kind

    def solutions_error(self, user: dict[str, str], rng: Random) -> str:
        """The kind of error that a solution is to have: a problem's own, until a correction mends it."""
        kind = self.drawn(SOLUTIONS, Random(f"{self.settings.seed}/{user['New problem'].strip()}"))
        if FEEDBACK not in user:
            return kind
        return kind if rng.random() >= self.settings.mends else self.drawn((BROKEN_BY_REPAIR,), rng)

    def solved(
        self, kind: str, blueprint: Blueprint, parents: tuple[Blueprint, ...], how: tuple[SolverName, Random]
    ) -> Solution:
        """A solution with an error of a kind, or an honest one where there is no place for it."""
        solver, rng = how
        if kind == MISALIGNED:
            return told(honest(self.known[rng.choice(self.seeds)].blueprint), solver, kind)
        if kind in (STALE, BROKEN_BY_REPAIR):
            same = not parents or parents[0].formulation == blueprint.formulation
            return told(honest(blueprint if same else parents[0]), solver, "" if same else kind)
        if kind in HOLES:
            return HOLES[kind](told(honest(blueprint), solver, kind))
        draft, kind = planted_or_honest(kind, blueprint, parents, rng)
        return told(draft, solver, kind)

    def second(self, user: dict[str, str], solver: SolverName, rng: Random) -> tuple[dict[str, str], str]:
        """An independent program."""
        known = self.known.get(user["Problem"].strip())
        if known is None:
            return {"declined": "I can't find a model for this problem."}, ""
        kind = PlantKind.wrong_coefficient.value if rng.random() < self.settings.second_errors else ""
        draft, _ = planted_or_honest(kind, known.blueprint, (), rng)
        written = told(draft, solver, "")
        return {"status": written.status, "program": written.program}, ""


@cache
def shipped() -> dict[str, Known]:
    """The problems that ship as seeds, by their words."""
    return {seed.statement.strip(): Known(seed.blueprint) for seed in read_seeds() if seed.blueprint}


def shown(user: dict[str, str]) -> list[str]:
    """The words that an answer is about: the problem's, or the parents' of one that is to be written."""
    about = [user[name] for name in ("New problem", "Problem") if name in user]
    return about or [user[name] for name in user if name.startswith("Parent")]


def first_line(name: str, formulation: str) -> str:
    """How the system message of a prompt begins, with or without a mathematical model in it."""
    variables = ANYTHING | {"formulation": formulation}
    return render_prompt(name, Purpose.mutate, variables, Sampling()).messages[0].content.split("\n")[0]


def solver_of(system: str) -> SolverName:
    """The solver that a prompt asks a program for."""
    return next(solver for solver in SolverName if f"Python for {solver.value}" in system)


def planted_or_honest(
    kind: str, blueprint: Blueprint, parents: tuple[Blueprint, ...], rng: Random
) -> tuple[Draft, str]:
    """A draft with an error of a kind, and the kind; an honest one and none where there is no place for it."""
    if not kind:
        return honest(blueprint), ""
    try:
        draft = plant(PlantKind(kind.removesuffix(EVERYWHERE)), blueprint, parents, rng)
    except (NotApplicable, AlgebraError):
        return honest(blueprint), ""
    return (draft.everywhere() if kind.endswith(EVERYWHERE) else draft), kind


def is_sound(draft: Draft) -> bool:
    """Whether a problem has the outcome that it declares; undecided is sound."""
    found = solve_linear_model(ground(draft.blueprint.formulation)).status
    return found is draft.status or found not in ANSWERS


def told(draft: Draft, solver: SolverName, kind: str) -> Solution:
    """A draft as text."""
    program = write_program(draft.programmed, solver)
    return Solution(draft.status.value, print_formulation(draft.formulation).strip(), program, draft.programmed, kind)
