"""Writes a calibration as Markdown: kind, checker, caught, with every miss and every false alarm."""

from collections.abc import Iterable, Sequence

from schemas.verdict import EMBEDDED
from tasks.calibration.counting import Calibration, Case, Caught
from tasks.survival import wilson

NONE = "-"
DRAWN_BEFORE = (
    "Not plantable: honest children drawn before that offered no place for the error. "
    "Unsound: children drawn before that lack the outcome that they declare even without it."
)


def markdown(calibration: Calibration) -> str:
    """The whole calibration as a page."""
    return "\n\n".join(
        [
            "## Caught, by kind of error\n\nIn a cell: rejections by the checker as the first / by it at all.",
            by_checker(calibration.kinds),
            f"## Share caught\n\n{DRAWN_BEFORE}",
            shares(calibration.kinds),
            "## Reasons of the first checker",
            reasons([*calibration.kinds, *calibration.clean, calibration.unsound]),
            "## Misses",
            cases(calibration.misses),
            "## Honest answers, by operator",
            by_checker([*calibration.clean, calibration.unsound]),
            clean_sentence(calibration),
            "## False alarms",
            cases(calibration.alarms),
            "## Cost\n\n" + cost(calibration.cpu_seconds),
        ]
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def by_checker(rows: Sequence[Caught]) -> str:
    """Groups by checkers."""
    head = ["answers", *EMBEDDED, "rejected", "passed by all"]
    return table(head, ([*cells(row), f"{row.rejected}", f"{row.answers - row.rejected}"] for row in rows))


def cells(row: Caught) -> list[str]:
    """A group's name and size, and what each checker rejects of it."""
    found = [f"{row.first.get(c, 0)} / {row.any[c]}" if c in row.any else NONE for c in EMBEDDED]
    return [f"{row.group} ({row.answers})", *found]


def shares(rows: Sequence[Caught]) -> str:
    """Groups with the share that is caught and its interval."""
    head = ["kind", "caught", "share", "Wilson 95 %", "not plantable", "unsound"]
    lines = (
        [
            row.group,
            f"{row.rejected} of {row.answers}",
            f"{row.share.share:.1%}",
            f"{row.share.low:.1%} to {row.share.high:.1%}",
            f"{row.not_plantable}",
            f"{row.unsound}",
        ]
        for row in rows
    )
    return table(head, lines)


def reasons(rows: Sequence[Caught]) -> str:
    """Groups with the reasons of their rejections."""
    lines = ([row.group, ", ".join(f"{name} {times}" for name, times in row.reasons.items()) or NONE] for row in rows)
    return table(["answers", "checker: reason, times"], lines)


def cases(found: Sequence[Case]) -> str:
    """Answers that were judged wrongly, one a line."""
    if not found:
        return "None."
    lines = ([c.kind or "honest", c.id, c.operator, c.family, " ".join(c.why.split())] for c in found)
    return table(["kind", "id", "operator", "family", "why"], lines)


def clean_sentence(calibration: Calibration) -> str:
    """How many clean answers are rejected."""
    rejected, answers = calibration.all_clean
    share, unsound = wilson(rejected, answers), calibration.unsound
    return (
        f"{rejected} of {answers} clean answers are rejected, {share.share:.1%} "
        f"({share.low:.1%} to {share.high:.1%}). {unsound.answers} more honest answers are unsound: the operator made "
        f"a problem without the outcome that it declares; {unsound.rejected} of these are rejected."
    )


def cost(seconds: dict[str, float]) -> str:
    """Processor time of the checkers."""
    listed = ", ".join(f"{name} {value * 1000:.1f} ms" for name, value in seconds.items())
    return f"Processor time of all checkers together for one answer, reading included: {listed}."
