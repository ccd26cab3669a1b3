"""A teacher that says what it was told to say, one answer after the other."""

from collections.abc import Iterable

from schemas.candidate import Candidate
from schemas.spec import EvolveSpec
from schemas.teacher import Completion, Prompt
from schemas.teacher_spec import TeacherSpec
from tasks.writing import Writer

MODEL = "openai/told"


class ToldTeacher:
    """Answers in order; an error among the answers is raised."""

    model = MODEL

    def __init__(self, answers: Iterable[str | Exception]) -> None:
        """Take the answers."""
        self.answers = list(answers)
        self.asked: list[Prompt] = []

    def complete(self, prompt: Prompt) -> Completion:
        """The next answer."""
        self.asked.append(prompt)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Completion(request_hash=prompt.request_hash(MODEL), model=MODEL, purpose=prompt.purpose, text=answer)


def writer_told(*answers: str | Exception, parents: tuple[Candidate, ...] = ()) -> tuple[Writer, ToldTeacher]:
    """A writer whose teacher says these things."""
    teacher = ToldTeacher(answers)
    return Writer(EvolveSpec(teacher=TeacherSpec(model=MODEL)), teacher, parents, 7), teacher
