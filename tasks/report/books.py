"""The books as the page shows them: funnels, prices, and which operator survives least."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from schemas.candidate import Stage
from schemas.frozen import Frozen
from schemas.round import Interval, Survival
from tasks.survival import EXECUTE, PLACES, READ, TOTAL, wilson
from tasks.survival_sums import add_rows

CHECKERS: dict[str, str] = {
    Stage.check_description: "description",
    Stage.check_program: "program",
    Stage.check_alignment: "judge_alignment",
    Stage.check_variables: "variables",
    Stage.check_constraints: "constraints",
    Stage.check_no_op: "no_op",
    Stage.check_opinions: "stability",
    Stage.check_second_program: "second_program",
    Stage.check_back_translation: "back_translation",
    Stage.deduplicate: "duplicate",
}
"""The checker that speaks for a stage."""
LABELS: dict[str, str] = {
    Stage.mutate: "words written",
    Stage.formulate: "solution written",
    Stage.check_description: "words checked",
    Stage.execute: "program run",
    Stage.check_program: "program's answer checked",
    Stage.check_alignment: "alignment judged",
    Stage.check_variables: "variables checked",
    Stage.check_constraints: "constraints checked",
    Stage.check_no_op: "change against parent checked",
    Stage.check_opinions: "second opinions heard",
    Stage.check_second_program: "second program compared",
    Stage.check_back_translation: "program told in words",
    Stage.repair: "solution corrected",
    Stage.deduplicate: "duplicates removed",
}
PLACE_LABELS = {
    READ: "teacher asked, answer read",
    "description": "words checked",
    "judge_description": "words judged",
    EXECUTE: "programs run",
    "program": "program's answer checked",
    "judge_program": "program judged",
    "judge_alignment": "alignment judged",
    "variables": "variables checked",
    "judge_variables": "variables judged",
    "constraints": "constraints checked",
    "judge_constraints": "constraints judged",
    "coverage": "words against program checked",
    "no_op": "change against parent checked",
    "flipped_type": "other variable type solved",
    "relaxation": "relaxation solved",
    "stability": "another solver asked",
    "metamorphic": "changed models solved",
    "second_program": "second program compared",
    "back_translation": "program told in words",
    "duplicate": "duplicates looked for",
    TOTAL: "from birth to acceptance",
}


class Rung(Frozen):
    """One stage of a funnel."""

    label: str
    entered: int
    rejected: int
    """In the end, for what this stage found."""
    corrected: int = 0
    """Failed the first look of this stage's checker, and accepted in the end."""

    @property
    def left(self) -> int:
        """How many go on to the next stage."""
        return self.entered - self.rejected


class Funnel(Frozen):
    """What became of one operator's children, stage by stage."""

    strategy: str
    operator: str
    born: int
    accepted: int
    rungs: tuple[Rung, ...]


class Rejection(Frozen):
    """How often one operator's children were rejected for one reason."""

    strategy: str
    operator: str
    stage: str
    reason: str
    count: int
    rejected: int
    """All of the operator's."""


class Answer(Frozen):
    """Which operator survives least, why, and at what cost."""

    least: Survival
    best: Survival
    operators: int
    interval: Interval
    rivals: tuple[str, ...]
    """Operators whose intervals overlap with its own: the order among these is not certain."""
    reason: Rejection | None


def rate(row: Survival) -> Interval:
    """A row's share of survivors with its interval."""
    return wilson(row.passed, row.entered)


def each(amount: float, row: Survival) -> float | None:
    """An amount for each accepted problem; None where none was accepted."""
    return amount / row.passed if row.passed else None


def find_answer(totals: Sequence[Survival]) -> Answer:
    """The operator that survives least; of equals, the one with more children.

    Args:
        totals: a row for each operator, at least one.
    """
    ordered = sorted(totals, key=lambda row: (rate(row).share, -row.entered, row.operator))
    least = ordered[0]
    reasons = rejections([least])
    return Answer(
        least=least,
        best=max(ordered, key=lambda row: (rate(row).share, row.entered)),
        operators=len(ordered),
        interval=rate(least),
        rivals=tuple(row.operator for row in ordered[1:] if rate(row).low <= rate(least).high),
        reason=reasons[0] if reasons else None,
    )


def funnels(totals: Iterable[Survival], books: Iterable[Survival]) -> tuple[Funnel, ...]:
    """A funnel for each operator, the one that survives least first."""
    rows = list(books)
    ordered = sorted(totals, key=lambda total: (rate(total).share, total.operator))
    return tuple(funnel(total, [row for row in rows if same_operator(row, total)]) for total in ordered)


def same_operator(left: Survival, right: Survival) -> bool:
    """Whether two rows are of one operator of one strategy."""
    return (left.strategy, left.operator) == (right.strategy, right.operator)


def funnel(total: Survival, rows: Sequence[Survival]) -> Funnel:
    """One operator's funnel: each stage takes what the one before it left.

    A candidate that was rejected counts at the stage whose finding it was rejected for, whatever was tried on it later.
    """
    first = {row.checker: row for row in rows if row.attempt == 0}
    lost: Counter[str] = Counter()
    for name, number in total.reasons.items():
        lost[name.partition(":")[0]] += number
    entered, rungs = total.entered, list[Rung]()
    for stage in dict.fromkeys(chain(map(str, Stage), sorted(lost))):
        checked = first.get(CHECKERS.get(stage, ""))
        if lost[stage] or checked or stage in (Stage.mutate, Stage.formulate):
            label = LABELS.get(stage, stage)
            corrected = checked.repaired if checked else 0
            rungs.append(Rung(label=label, entered=entered, rejected=lost[stage], corrected=corrected))
            entered -= lost[stage]
    return Funnel(
        strategy=total.strategy, operator=total.operator, born=total.entered, accepted=total.passed, rungs=tuple(rungs)
    )


def rejections(totals: Iterable[Survival]) -> tuple[Rejection, ...]:
    """Reasons of rejection, by operator, the commonest first."""
    found = [
        Rejection(
            strategy=row.strategy,
            operator=row.operator,
            stage=name.partition(":")[0],
            reason=name.partition(":")[2],
            count=number,
            rejected=row.failed,
        )
        for row in totals
        for name, number in row.reasons.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.operator, -one.count, one.stage, one.reason)))


def place_sums(books: Iterable[Survival]) -> tuple[Survival, ...]:
    """A row for each place, all operators and attempts together, without the total."""
    return tuple(add_rows(rows) for place in PLACES[:-1] if (rows := books_of(books, place)))


def attempt_sums(books: Iterable[Survival]) -> tuple[Survival, ...]:
    """A row for each place and attempt, all operators together."""
    found: list[Survival] = []
    for place in PLACES[:-1]:
        rows = books_of(books, place)
        for attempt in sorted({row.attempt for row in rows}):
            found.append(add_rows([row for row in rows if row.attempt == attempt]))
    return tuple(found)


def books_of(books: Iterable[Survival], place: str) -> list[Survival]:
    """The rows of one place."""
    return [row for row in books if row.checker == place]
