"""Sample cases: of each operator one accepted child and one rejected, beside their parents."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from schemas.candidate import Candidate
from schemas.frozen import Frozen
from tasks.lake.lake import Lake
from tasks.report.data import Line, Report
from tasks.report.reasons import explain

MOST_CHANGED = 60
"""Changed lines of a formulation that are shown, at most."""
LONGEST_LINE = 600


class Case(Frozen):
    """One child beside its parents."""

    child: Candidate
    parents: tuple[Candidate, ...]
    explanation: str = ""
    """Of a rejection, for a reader who did not write the checkers."""
    changed: tuple[tuple[str, str], ...] = ()
    """Lines of the formulation that went and came: `-` or `+`, and the line; only against a single parent."""

    @property
    def name(self) -> str:
        """A name that is unique on the page."""
        return f"case-{self.child.id}"


class OperatorCases(Frozen):
    """What is shown of one operator."""

    strategy: str
    operator: str
    accepted: Case | None
    rejected: Case | None


def sample_cases(report: Report, lake: Lake) -> tuple[OperatorCases, ...]:
    """Cases of every operator that has children, in the order of the books."""
    operators = dict.fromkeys((row.strategy, row.operator) for row in report.totals)
    return tuple(operator_cases(report, lake, *one) for one in operators)


def operator_cases(report: Report, lake: Lake, strategy: str, operator: str) -> OperatorCases:
    """The typical accepted child, and the typical one that was rejected for the commonest reason."""
    lines = [line for line in report.children if (line.strategy, line.operator) == (strategy, operator)]
    accepted = typical([line for line in lines if line.alive])
    rejected = typical(commonest([line for line in lines if not line.alive]))
    return OperatorCases(
        strategy=strategy,
        operator=operator,
        accepted=make_case(lake, accepted.id) if accepted else None,
        rejected=make_case(lake, rejected.id) if rejected else None,
    )


def typical(lines: Sequence[Line]) -> Line | None:
    """The one of median length."""
    ordered = sorted(lines, key=lambda line: (line.words or 0, line.id))
    return ordered[len(ordered) // 2] if ordered else None


def commonest(lines: Sequence[Line]) -> list[Line]:
    """Those that were rejected for the commonest reason."""
    causes = Counter((line.rejected_stage, line.rejected_reason) for line in lines)
    if not causes:
        return []
    most = min(causes, key=lambda cause: (-causes[cause], str(cause)))
    return [line for line in lines if (line.rejected_stage, line.rejected_reason) == most]


def make_case(lake: Lake, id: str) -> Case:
    """A child with its parents, read from the lake."""
    child = lake.candidate(id)
    parents = tuple(lake.candidate(parent) for parent in child.parent_ids)
    return Case(
        child=child,
        parents=parents,
        explanation=explain(child.rejected_reason) if child.rejected_reason else "",
        changed=changed_lines(parents[0].formulation, child.formulation) if len(parents) == 1 else (),
    )


def changed_lines(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Lines of a text that went and came; nothing where either is missing."""
    if not before or not after:
        return ()
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    changes: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            changes += [("-", cut_line(line)) for line in old[a:b]] + [("+", cut_line(line)) for line in new[c:d]]
    return tuple(changes[:MOST_CHANGED])


def cut_line(line: str) -> str:
    """A line of bounded length, without its bullet."""
    line = line.removeprefix("- ")
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …"
