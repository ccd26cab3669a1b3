"""The family tree of the accepted problem with the deepest ancestry."""

from collections.abc import Sequence

from schemas.candidate import Candidate
from schemas.frozen import Frozen
from tasks.lake.lake import Lake
from tasks.lake.lineage import Kin, ancestors
from tasks.report.data import Line, Report
from tasks.show import answer

MOST_COMPARED = 500
"""Problems of the last generation that are compared, at most."""
MOST_NODES = 80


class Node(Frozen):
    """A problem of the tree, with its parents."""

    id: str
    operator: str
    generation: int
    family: str
    answer: str
    changes: str
    parents: tuple["Node", ...] = ()
    repeated: bool = False
    """Whether its own ancestry stands at an earlier place of the tree."""


def family_tree(report: Report, lake: Lake) -> Node | None:
    """The tree of one problem; None where nothing was accepted."""
    chosen = deepest(report)
    if chosen is None:
        return None
    return grow({one.id: one for one in lake.ancestry(chosen.id)}, chosen.id, set())


def deepest(report: Report) -> Line | None:
    """The accepted problem of the last generation whose ancestry has most operators, and of these the smallest tree."""
    accepted = [line for line in report.children if line.alive]
    if not accepted:
        return None
    last = max(line.generation for line in accepted)
    kin: Kin = {line.id: line.parent_ids for line in report.lines}
    operators = {line.id: line.operator for line in report.lines}
    compared = [line for line in accepted if line.generation == last][:MOST_COMPARED]

    def rank(line: Line) -> tuple[bool, int, int, str]:
        family = {*ancestors(kin, line.id), line.id}
        return len(family) > MOST_NODES, -len({operators.get(one, "") for one in family}), len(family), line.id

    return min(compared, key=rank)


def grow(people: dict[str, Candidate], id: str, seen: set[str]) -> Node:
    """A problem with its parents, each ancestry told once."""
    one = people[id]
    repeated = id in seen
    seen.add(id)
    parents: Sequence[str] = () if repeated else [parent for parent in one.parent_ids if parent in people]
    return Node(
        id=id,
        operator=one.operator,
        generation=one.generation,
        family=one.family,
        answer=answer(one),
        changes=one.changes,
        parents=tuple(grow(people, parent, seen) for parent in parents),
        repeated=repeated and bool(one.parent_ids),
    )
