"""Asks the teacher for a candidate's words and solution, again where the answer can't be read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from schemas.blueprint import Domain
from schemas.candidate import Candidate, Program, Stage
from schemas.seed import Part
from schemas.spec import Attempts, EvolveSpec
from schemas.teacher import Completion, Purpose
from tasks.teacher.asking import render_prompt
from tasks.teacher.reading import (
    Declined,
    Description,
    Judgement,
    ProblemDraft,
    SolutionDraft,
    UnreadableAnswer,
    read_problem,
    read_solution,
)
from tasks.teacher.teacher import Teacher, Unanswerable
from tasks.workshop import Shard

Draft = TypeVar("Draft", ProblemDraft, SolutionDraft, Description, Judgement)


class Writer:
    """Has one candidate written by a teacher, and counts what is asked."""

    technique = ""
    """What the change should need in a model, in words."""

    def __init__(self, spec: EvolveSpec, teacher: Teacher, parents: tuple[Candidate, ...], seed: int) -> None:
        """Take what the prompts are made of; the seed is the candidate's own."""
        self.spec = spec
        self.teacher = teacher
        self.parents = parents
        self.seed = seed
        self.turn = 0
        self.calls: list[str] = []

    def write_problem(self, candidate: Candidate, feedback: str = "", attempt: int = 0) -> Candidate:
        """Ask for the child problem; the candidate comes back with its words, or rejected as unreadable."""
        variables = {
            "parents": [parent_variables(parent, self.spec) for parent in self.parents],
            "domains": [domain.replace("_", " ") for domain in Domain],
            "technique": self.technique,
            "feedback": feedback,
            "_operator": candidate.operator,
            "_plant": candidate.plant,
            "_blueprints": [parent.blueprint for parent in self.parents],
            "_attempt": attempt,
        }
        purpose = Purpose.repair_statement if attempt else Purpose.mutate
        read = partial(read_problem, blueprints=self.spec.teacher_for(purpose).is_procedural)
        draft = self.ask(f"mutate_{candidate.operator}", purpose, variables, read)
        if isinstance(draft, Unanswered):
            return candidate.reject(Stage.mutate, draft.reason, draft.detail)
        blueprint = draft.blueprint
        domain = blueprint.domain if blueprint else None
        return candidate.model_copy(
            update={"statement": draft.statement, "changes": draft.changes, "blueprint": blueprint, "domain": domain}
        )

    def write_solution(self, candidate: Candidate, feedback: str = "", attempt: int = 0) -> Candidate:
        """Ask for formulation and program; the candidate comes back with both, or rejected as unreadable."""
        variables = {
            "parents": [parent_variables(parent, self.spec) for parent in self.parents],
            "solver": self.spec.solver.value,
            "formulation": self.spec.formulation,
            "statement": candidate.statement,
            "changes": candidate.changes,
            "feedback": feedback,
            "_operator": candidate.operator,
            "_plant": candidate.plant,
            "_blueprint": candidate.blueprint,
            "_blueprints": [parent.blueprint for parent in self.parents],
            "_attempt": attempt,
        }
        purpose = Purpose.repair_solution if attempt else Purpose.formulate
        draft = self.ask("formulate", purpose, variables, partial(read_solution, formulation=self.spec.formulation))
        if isinstance(draft, Unanswered):
            return candidate.reject(Stage.formulate, draft.reason, draft.detail)
        program = Program(solver=self.spec.solver, source=draft.program)
        return candidate.model_copy(
            update={"formulation": draft.formulation, "programs": (program,), "declared_status": draft.status}
        )

    def write_second(self, candidate: Candidate) -> "Program | Unanswered":
        """Ask for an independent program; whoever writes it sees the words alone."""
        solver = self.spec.second_solver
        variables: dict[str, Any] = {
            "statement": candidate.statement,
            "solver": solver.value,
            "feedback": "",
            "_attempt": 0,
            "_plant": "",
            "_blueprint": candidate.blueprint,
            "_blueprints": [],
        }
        draft = self.ask("program", Purpose.program, variables, partial(read_solution, formulation=False))
        return draft if isinstance(draft, Unanswered) else Program(solver=solver, source=draft.program)

    def ask(
        self, name: str, purpose: Purpose, variables: dict[str, Any], read: Callable[[str], Draft]
    ) -> "Draft | Unanswered":
        """Ask until an answer can be read, within the spec's limit."""
        failure = Unanswered("unreadable_answer", "")
        asked = self.spec.teacher_for(purpose)
        for sample in range(self.spec.attempts.read):
            given = {**variables, "feedback": join_feedback(variables["feedback"], failure.detail)}
            repeat = variables["_attempt"] * self.spec.attempts.read + sample
            prompt = render_prompt(name, purpose, given, asked.sampling(self.seed), repeat)
            self.calls.append(prompt.request_hash(asked.model))
            try:
                return read(whole(self.teacher.complete(prompt.model_copy(update={"turn": self.turn}))))
            except Unanswerable as error:
                return Unanswered(error.reason.value, str(error))
            except Declined as error:
                if asked.is_procedural or failure.reason == "declined":
                    return Unanswered("declined", str(error))
                failure = Unanswered("declined", str(error))
            except UnreadableAnswer as error:
                failure = Unanswered("unreadable_answer", str(error))
        return failure


class Desk(Writer):
    """The writer of one candidate of one shard."""

    def __init__(self, shard: Shard, candidate: Candidate) -> None:
        """Look up the candidate's birth and parents."""
        birth = shard.births[candidate.id]
        super().__init__(shard.workshop.spec, shard.teacher, shard.workshop.parents(candidate), birth.seed)
        self.turn = shard.number  # so that the first shards reach the solvers while the others are still being written
        self.technique = birth.technique
        self.given = birth.given
        self.unmet = ""
        """What the description checker found of a seed's words, which stay as they are."""

    @property
    def attempts(self) -> Attempts:
        """How often things may be written again: nothing of a seed that came with formulation and program."""
        return self.spec.attempts if self.writes else Attempts(read=1, description=0, solution=0)

    @property
    def writes(self) -> bool:
        """Whether anything of the candidate is for the teacher to write."""
        return self.given is None or bool(set(self.given.lacks(self.spec.formulation)) - {Part.answer})

    def write_problem(self, candidate: Candidate, feedback: str = "", attempt: int = 0) -> Candidate:
        """A child's words; those of a seed stay, and what was found of them goes into its solution's next request."""
        if self.given is None:
            return super().write_problem(candidate, feedback, attempt)
        self.unmet = feedback
        return candidate

    def write_solution(self, candidate: Candidate, feedback: str = "", attempt: int = 0) -> Candidate:
        """Formulation and program; what a seed came with stays as it is."""
        if self.given is None:
            return super().write_solution(candidate, feedback, attempt)
        if not self.writes:
            return candidate
        written = super().write_solution(candidate, join_feedback(self.unmet, feedback), attempt)
        kept = {"formulation": self.given.formulation, "programs": self.given.programs}
        return written.model_copy(update={name: value for name, value in kept.items() if value})


@dataclass(frozen=True)
class Unanswered:
    """No answer could be read: the countable reason, and what the last answer lacked."""

    reason: str
    detail: str


def whole(completion: Completion) -> str:
    """The text of an answer; UnreadableAnswer where the model was cut off amid it."""
    if completion.finish_reason == "length":
        tokens = completion.completion_tokens
        raise UnreadableAnswer(f"the answer was cut off after {tokens} tokens; say the same in fewer")
    return completion.text


def join_feedback(*parts: str) -> str:
    """Feedback from checkers and from the reader, one after the other."""
    return "\n".join(part for part in parts if part)


def parent_variables(parent: Candidate, spec: EvolveSpec) -> dict[str, str]:
    """What a prompt shows of a parent."""
    program = parent.program_for(spec.solver) or parent.programs[0]
    return {"statement": parent.statement, "formulation": parent.formulation, "program": program.source}
