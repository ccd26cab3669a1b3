"""Counts what was caught: kind by checker, with every miss, every false alarm and their reasons."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import unified_diff
from statistics import mean, median

from schemas.candidate import Candidate
from schemas.frozen import Frozen
from schemas.plant import KINDS
from schemas.round import Interval
from schemas.verdict import CheckerName, Outcome
from tasks.algebra.text import print_formulation
from tasks.calibration.judging import Judged, of_kind
from tasks.calibration.planting import HONEST
from tasks.procedural.dialects import write_program
from tasks.procedural.words import write_statement
from tasks.survival import wilson

LEAST_CAUGHT = 0.95
"""Share of each kind of error that must be caught."""
MOST_REJECTED = 0.02
"""Share of clean answers that may be rejected."""


class Caught(Frozen):
    """Books of one group of answers."""

    group: str
    """Kind of error; for honest answers their operator."""
    answers: int
    rejected: int
    share: Interval
    first: dict[CheckerName, int]
    """Rejections by the first checker that fails, in the order of a round."""
    any: dict[CheckerName, int]
    """Rejections by every checker that fails."""
    reasons: dict[str, int]
    """By `checker: reason` of the first one."""
    not_plantable: int
    unsound: int


class Case(Frozen):
    """One answer that the checkers judged wrongly."""

    id: str
    kind: str
    operator: str
    family: str
    why: str


class Calibration(Frozen):
    """All that was measured."""

    kinds: tuple[Caught, ...]
    clean: tuple[Caught, ...]
    """Honest answers by operator."""
    unsound: Caught
    """Honest answers whose problems lack the outcome that they declare: to be rejected."""
    misses: tuple[Case, ...]
    alarms: tuple[Case, ...]
    cpu_seconds: dict[str, float]
    """Processor time of all checkers together for one answer: mean, median, largest."""

    @property
    def all_clean(self) -> tuple[int, int]:
        """Clean answers that were rejected, and all of them."""
        return sum(row.rejected for row in self.clean), sum(row.answers for row in self.clean)

    def shortfalls(self) -> list[str]:
        """What falls short, in sentences; none where all is well."""
        found = [
            f"{row.group}: {row.rejected} of {row.answers} caught, at least {LEAST_CAUGHT:.0%} wanted"
            for row in self.kinds
            if row.rejected < LEAST_CAUGHT * row.answers
        ]
        rejected, answers = self.all_clean
        if rejected > MOST_REJECTED * answers:
            found.append(f"{rejected} of {answers} clean answers rejected, at most {MOST_REJECTED:.0%} wanted")
        return found


def count(judged: Sequence[Judged]) -> Calibration:
    """Count everything."""
    honest = of_kind(judged, HONEST)
    clean, unsound = [a for a in honest if a.sound], [a for a in honest if not a.sound]
    operators = sorted({answer.candidate.operator for answer in clean})
    seconds = [answer.cpu_seconds for answer in judged] or [0.0]
    return Calibration(
        kinds=tuple(count_group(kind, found) for kind in KINDS if (found := of_kind(judged, kind))),
        clean=tuple(count_group(name, [a for a in clean if a.candidate.operator == name]) for name in operators),
        unsound=count_group("unsound", unsound),
        misses=tuple(miss(answer) for answer in judged if (answer.kind or not answer.sound) and not answer.caught),
        alarms=tuple(alarm(answer) for answer in clean if answer.caught),
        cpu_seconds={"mean": mean(seconds), "median": median(seconds), "largest": max(seconds)},
    )


def count_group(group: str, answers: Sequence[Judged]) -> Caught:
    """Books of some answers."""
    firsts = [answer.failures[0] for answer in answers if answer.caught]
    return Caught(
        group=group,
        answers=len(answers),
        rejected=len(firsts),
        share=wilson(len(firsts), len(answers)),
        first=tally(verdict.checker for verdict in firsts),
        any=tally(verdict.checker for answer in answers for verdict in answer.failures),
        reasons=dict(Counter(f"{verdict.checker}: {verdict.reason}" for verdict in firsts).most_common()),
        not_plantable=sum(answer.not_plantable for answer in answers),
        unsound=sum(answer.unsound for answer in answers),
    )


def tally(checkers: Iterable[CheckerName]) -> dict[CheckerName, int]:
    """How often each checker occurs, in the order of a round."""
    found = Counter(checkers)
    return {checker: found[checker] for checker in CheckerName if found[checker]}


def miss(answer: Judged) -> Case:
    """A wrong answer that nobody rejects: what is wrong, and who could not tell."""
    unsure = [f"{v.checker} abstained ({v.reason})" for v in answer.verdicts if v.outcome is Outcome.abstained]
    return case(answer, "; ".join([planted_error(answer.candidate), *unsure]))


def alarm(answer: Judged) -> Case:
    """A clean answer that is rejected: by whom and why."""
    return case(answer, "; ".join(f"{v.checker}: {v.reason} ({v.detail})" for v in answer.failures))


def case(answer: Judged, why: str) -> Case:
    """One line of a list."""
    candidate = answer.candidate
    return Case(id=candidate.id, kind=answer.kind, operator=candidate.operator, family=candidate.family, why=why)


def planted_error(candidate: Candidate) -> str:
    """Where an answer departs from its blueprint, the first lines of each text."""
    if candidate.blueprint is None:
        return "it carries no blueprint to be held against"
    right, program = candidate.blueprint, candidate.programs[0]
    texts = {
        "words": (write_statement(right), candidate.statement),
        "formulation": (print_formulation(right.formulation), candidate.formulation),
        "program": (write_program(right.formulation, program.solver), program.source),
        "status": (right.status.value, candidate.declared_status.value),
    }
    found = [f"{name}: {changed_lines(*pair)}" for name, pair in texts.items() if pair[0].strip() != pair[1].strip()]
    return "; ".join(found) or "nothing: it is what its blueprint says"


def changed_lines(right: str, wrong: str, width: int = 240) -> str:
    """The lines that differ, on one line of bounded length."""
    lines = list(unified_diff(right.splitlines(), wrong.splitlines(), n=0, lineterm=""))[2:]
    text = " / ".join(line for line in lines if not line.startswith("@@"))
    return text if len(text) <= width else f"{text[: width - 1]}…"
