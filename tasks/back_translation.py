"""Back-translation: a model tells in words what the program does, and a judge holds that against the problem's words.

Whoever describes the program sees neither problem nor formulation, nor the program's own remarks, so that no intention
can pass for a deed; whoever judges sees problem and description, and no program. Both are asked again where they can't
be read, and abstain like any judge.
"""

import time
from functools import partial

from schemas.candidate import Candidate
from schemas.teacher import Purpose
from schemas.verdict import CheckerName, Outcome, Verdict
from tasks.check.source import without_remarks
from tasks.judging import concluded, last_word, unspoken
from tasks.teacher.reading import COMPARED, Description, read_description, read_judgement
from tasks.writing import Unanswered, Writer

DIFFERS, UNDESCRIBED = "back_translation_differs", "program_not_described"
JUDGE = Purpose.judge_back_translation


def translate_back(
    writer: Writer, candidate: Candidate, attempt: int = 0, objection: str = "", repeat: int = 0
) -> Verdict:
    """Have the program told in words, and those compared with the problem's.

    Args:
        writer: asks the teachers of both purposes.
        candidate: with words and program.
        attempt: 0 for the first look, then one more for each repair.
        objection: what an earlier look found and the solution's writer stands by; the judge alone is told.
        repeat: 0 for the first look at this solution, then one more for each other.
    """
    started, before = time.perf_counter(), len(writer.calls)
    description = describe(writer, candidate, repeat)
    if isinstance(description, Unanswered):
        reason = UNDESCRIBED if description.reason == "unreadable_answer" else description.reason
        said = (Outcome.abstained, reason, description.detail)
    else:
        said = compare(writer, candidate, description, (objection, repeat))
    update = dict(zip(("outcome", "reason", "detail"), said, strict=True))
    spent = {"calls": tuple(writer.calls[before:]), "seconds": time.perf_counter() - started}
    return unspoken(CheckerName.back_translation, candidate, attempt).model_copy(update=update | spent)


def translate_again(writer: Writer, found: Verdict, candidate: Candidate) -> Verdict:
    """The last word on a program that its writer stands by: it is told anew, and compared by a judge who knows of it.

    Args:
        writer: asks the teachers.
        found: the difference that was found, with the attempt that this look counts for.
        candidate: words and program.
    """
    return last_word(found, partial(translate_back, writer, candidate, found.attempt, found.detail))


def describe(writer: Writer, candidate: Candidate, repeat: int) -> Description | Unanswered:
    """The program in words, by whoever sees nothing else of the problem."""
    program = candidate.programs[0]
    variables: dict[str, object] = {
        "program": without_remarks(program.source),
        "solver": program.solver.value,
        "feedback": "",
        "_attempt": repeat,
    }
    return writer.ask(Purpose.describe.value, Purpose.describe, variables, read_description)


def compare(
    writer: Writer, candidate: Candidate, description: Description, again: tuple[str, int]
) -> tuple[Outcome, str | None, str]:
    """Outcome, reason and difference between problem and description.

    Args:
        writer: asks the judge.
        candidate: with the problem's words.
        description: the program in words.
        again: the objection, empty at first, and the number of the look.
    """
    variables: dict[str, object] = {
        "statement": candidate.statement,
        "description": description.text,
        "objection": again[0],
        "feedback": "",
        "_attempt": again[1],
    }
    answer = writer.ask(JUDGE.value, JUDGE, variables, partial(read_judgement, ballot=COMPARED))
    outcome, reason, detail = concluded(answer)
    if outcome is Outcome.failed:
        return outcome, DIFFERS, f"the program, told in words alone, is not the problem: {detail}"
    return outcome, reason, detail
