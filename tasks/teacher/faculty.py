"""All teachers of a round: each purpose has its own, and every completion is kept."""

import atexit
import threading
from collections.abc import Callable

from schemas.spec import EvolveSpec
from schemas.teacher import OF_ROUNDS, Completion, Prompt, Purpose
from schemas.teacher_spec import TeacherSpec
from schemas.verdict import ASKING
from tasks.call_book import CallBook
from tasks.lake.lake import Lake
from tasks.teacher.purse import purse_for
from tasks.teacher.record import Record
from tasks.teacher.recorded import Recorded
from tasks.teacher.replayed import Nobody
from tasks.teacher.shared import Shared
from tasks.teacher.teacher import Teacher
from tasks.turns import Turns

LOCAL = "hf/"
"""How the name of a model begins that runs in this process."""
WRITING_CALLS = 3
"""Calls of a candidate beside its checkers': words, solution, and now and then a correction."""


class Faculty:
    """Hands each prompt to the teacher of its purpose."""

    def __init__(
        self,
        spec: EvolveSpec,
        own: dict[str, Completion],
        keep: Callable[[Completion], None],
        book: CallBook | None = None,
    ) -> None:
        """Open each teacher of a spec once.

        Args:
            spec: says who is asked for what, and in which lakes answers may be known.
            own: completions of this round so far, by request hash; grows.
            keep: writes a completion down; returns once it is safe.
            book: where other processes that work at the round keep theirs.
        """
        self.spec = spec
        self.own = own
        self.book = book
        self.record = Record(own, (Lake(spec.replay or spec.lake),), bool(spec.replay), self.hear)
        checking = sum(len(ASKING.get(checker, ())) for checker in spec.active_checkers)
        self.purse = purse_for(spec.budget, WRITING_CALLS + checking, tuple(own.values()))
        if self.purse and book:
            self.purse.askers = book.askers
        self.teachers: dict[Purpose, Recorded] = {}
        opened: dict[str, Recorded] = {}
        for purpose in OF_ROUNDS:
            each = spec.teacher_for(purpose)
            name = each.model_dump_json()
            if name not in opened:
                opened[name] = self.recorded(each, keep)
            self.teachers[purpose] = opened[name]

    def recorded(self, each: TeacherSpec, keep: Callable[[Completion], None]) -> Recorded:
        """One teacher with what is known of its answers; the procedural one's are made again sooner than looked up."""
        if each.is_procedural:
            return Recorded(open_teacher(each), self.own, keep)
        teacher = Nobody(each.model, self.spec.replay) if self.spec.replay else open_teacher(each)
        recorded = Recorded(teacher, self.record, keep, self.purse)
        return Shared(recorded, self.book) if self.book and self.book.askers > 1 else recorded

    def hear(self) -> None:
        """Take in what other processes were answered, and what they paid."""
        for completion in self.book.news() if self.book else ():
            if self.own.setdefault(completion.request_hash, completion) is completion and self.purse:
                self.purse.heard(completion)

    @property
    def model(self) -> str:
        """Names of all teachers that are asked for anything."""
        return ", ".join(dict.fromkeys(teacher.model for teacher in self.teachers.values()))

    @property
    def threads(self) -> int:
        """Candidates that may usefully be with the teachers at a time; 1: none of them makes anybody wait."""
        specs = [self.spec.teacher_for(purpose) for purpose in OF_ROUNDS]
        return max((each.concurrency for each in specs if each.waits), default=1)

    def complete(self, prompt: Prompt) -> Completion:
        """Ask the teacher of the prompt's purpose."""
        return self.teachers[prompt.purpose].complete(prompt)

    def completions(self, keys: set[str]) -> tuple[Completion, ...]:
        """The completions behind some request hashes, in the order of these."""
        found = (self.record.get(key) for key in sorted(keys))
        return tuple(completion for completion in found if completion is not None)


def open_teacher(spec: TeacherSpec) -> Teacher:
    """The teacher that a spec names; a language model is one a process, so that its limits hold over all rounds."""
    if spec.is_procedural:
        from tasks.procedural.teacher import ProceduralTeacher

        return Slots(ProceduralTeacher(spec.latency_seconds), spec.concurrency)
    name = spec.model_dump_json()
    with _lock:
        if name not in _opened:
            _opened[name] = open_model(spec)
        return _opened[name]


def open_model(spec: TeacherSpec) -> Teacher:
    """A language model: in this process for `hf/…`, else by its provider or address."""
    if spec.model.startswith(LOCAL):
        from tasks.teacher.local import LocalTeacher

        return LocalTeacher(spec.model)
    from tasks.teacher.language.teacher import LanguageTeacher

    teacher = LanguageTeacher(spec)
    atexit.register(teacher.close)
    return teacher


_opened: dict[str, Teacher] = {}
_lock = threading.Lock()


class Slots:
    """A teacher that so many may ask at a time."""

    def __init__(self, teacher: Teacher, concurrency: int) -> None:
        """Take the teacher and how many."""
        self.teacher = teacher
        self.slots = Turns(concurrency)

    @property
    def model(self) -> str:
        """Name of the teacher."""
        return self.teacher.model

    def complete(self, prompt: Prompt) -> Completion:
        """Wait for a turn, then ask."""
        with self.slots:
            return self.teacher.complete(prompt)
