"""What a child must keep of its parents' mathematics.

The five operators add to a problem or change its numbers; only `modify_constraint` may replace a constraint, and then
its words go as well. So a constraint of a parent that the child lacks in every writing is a constraint that was
forgotten, and an integer variable that became continuous lost its integrality. The looks are silent where a child is
written in an algebra of its own, as a language model may do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from schemas.formulation import Constraint, Formulation, VariableKind
from tasks.check.finding import Finding
from tasks.check.matching import listed
from tasks.check.quantities import NEUTRAL, literals
from tasks.check.subject import Subject, read_formulation

REPLACING = "modify_constraint"
KEPT = {"for", "in", "if", "sum", "min", "max", "len", "and", "or", "not"}
TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|[A-Za-z]\w*|\d+(?:\.\d+)?|\s+")
SIGN = re.compile("<=|>=|==")
SENTENCE_END = re.compile(r"(?<=[.?!;:])\s+|\n+")


def parents_of(subject: Subject) -> tuple[Formulation, ...]:
    """The parents' formulations; none where one of them cannot be read."""
    read = [read_formulation(parent.formulation).formulation for parent in subject.parents]
    found = tuple(formulation for formulation in read if formulation is not None)
    return found if len(found) == len(read) else ()


def lost_constraint(subject: Subject) -> Finding | None:
    """A constraint of the parents that the child lacks."""
    child, parents = subject.formulation, parents_of(subject)
    if child is None or not parents:
        return None
    kept = kept_variables(child, parents)
    theirs = [(name, shape) for parent in parents for name, shape in shapes(parent, kept)]
    ours = dict(shapes(child, kept))
    lost = lacking(theirs, Counter(ours.values()))
    if (
        not lost
        or 2 * len(lost) > len(theirs)
        or (len(lost) == 1 and replaced(subject, lost[0][0], ours.get(lost[0][0]), lost[0][1]))
    ):
        return None
    names = listed(name for name, _ in lost)
    detail = f"{names} of the parent is gone or turned, though {subject.candidate.operator} keeps it; state it again"
    return Finding("missing_constraint", detail)


def lacking(wanted: list[tuple[str, str]], kept: Counter[str]) -> list[tuple[str, str]]:
    """Names and shapes of what is wanted more often than it is there."""
    left = Counter(kept)
    lost: list[tuple[str, str]] = []
    for name, shape in wanted:
        left[shape] -= 1
        lost += [(name, shape)] if left[shape] < 0 else []
    return lost


def replaced(subject: Subject, name: str, ours: str | None, theirs: str) -> bool:
    """Whether the operator may have replaced a constraint.

    The words then leave a sentence of the parent out, or the constraint of that name has more than its sign changed.
    One without data, as that all is sent on which comes in, is no limit that would be changed for another. Neither is
    one that turned and kept its meaning, nor one whose data stay in use where nothing new needs them.
    """
    if subject.candidate.operator != REPLACING:
        return False
    if ours is not None and SIGN.sub("?", ours) != SIGN.sub("?", theirs):
        return True
    if ours is not None and means_the_same(subject, name):
        return False
    if ours is None and leaves_its_data(subject, name):
        return False
    if "P" not in theirs and not any(states_numbers(parent, name) for parent in parents_of(subject)):
        return False
    child = sentences(subject.candidate.statement)
    return not all(sentences(parent.statement) <= child for parent in subject.parents)


def means_the_same(subject: Subject, name: str) -> bool:
    """Whether the constraint of a name says that it means what the parent's means."""
    meanings = {row.meaning for row in rows_of(parents_of(subject)) if row.name == name}
    own = {row.meaning for row in rows_of((subject.formulation,)) if row.name == name}
    return bool(own) and own == meanings and "" not in own


def leaves_its_data(subject: Subject, name: str) -> bool:
    """Whether all data of a parent's constraint stay in use, in constraints that the parent has as well."""
    parents = parents_of(subject)
    theirs, ours = rows_of(parents), rows_of((subject.formulation,))
    data = {p.name for parent in parents for p in parent.parameters}
    gone = {word for row in theirs if row.name == name for word in words_of(row)} & data
    known = {row.expression for row in theirs}
    kept = {word for row in ours if row.expression in known for word in words_of(row)}
    new = {word for row in ours if row.expression not in known for word in words_of(row)}
    return bool(gone) and gone <= kept - new


def rows_of(formulations: Iterable[Formulation | None]) -> list[Constraint]:
    """The constraints of some formulations."""
    return [row for formulation in formulations if formulation is not None for row in formulation.constraints]


def words_of(row: Constraint) -> set[str]:
    """The names in a constraint."""
    return set(re.findall(r"[A-Za-z]\w*", f"{row.expression} {row.forall}"))


def states_numbers(parent: Formulation, name: str) -> bool:
    """Whether a constraint has numbers of its own; 0 and 1 are none."""
    return any(literals(row.expression) - NEUTRAL for row in parent.constraints if row.name == name)


def kept_variables(child: Formulation, parents: tuple[Formulation, ...]) -> frozenset[str]:
    """The variables of an only parent, where the child has all of them by name.

    A constraint on new variables then cannot stand in for a lost one of the same shape.
    """
    names = frozenset(variable.name for variable in parents[0].variables)
    same = len(parents) == 1 and names <= {variable.name for variable in child.variables}
    return names if same else frozenset()


def shapes(formulation: Formulation, kept: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Name and shape of each constraint; variables that are kept stand in it by name."""
    roles = roles_of(formulation, kept)
    for constraint in formulation.constraints:
        yield constraint.name, shape_of(f"{constraint.expression} {constraint.forall}", roles)


def roles_of(formulation: Formulation, kept: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """What each name stands for: a set, a parameter, a variable, or a variable that is kept."""
    roles = [(part.name, "S") for part in formulation.sets] + [(part.name, "P") for part in formulation.parameters]
    return tuple(roles + [(v.name, f"<{v.name}>" if v.name in kept else "V") for v in formulation.variables])


@lru_cache(maxsize=20_000)
def shape_of(text: str, roles: tuple[tuple[str, str], ...]) -> str:
    """A constraint's writing with roles for names, and without labels and numbers."""
    known = dict(roles)

    def masked(match: re.Match[str]) -> str:
        token = match[0]
        if token in KEPT:
            return f" {token} "
        if token[0].isalpha():
            return known.get(token, "i")
        return "" if token.isspace() else "#"

    return TOKEN.sub(masked, text)


def sentences(statement: str) -> frozenset[str]:
    """Sentences with masked numbers, without tables' lines."""
    parts = (" ".join(re.sub(r"\d[\d,.]*", "#", part).lower().split()) for part in SENTENCE_END.split(statement))
    return frozenset(part.strip(" .;:") for part in parts if part and not part.startswith("|"))


def lost_integrality(subject: Subject) -> Finding | None:
    """Integer or yes/no variables of the parents that the child has as continuous ones."""
    child, parents = subject.formulation, parents_of(subject)
    if child is None or not parents:
        return None
    theirs, ours = Counter[tuple[VariableKind, int]](), variable_kinds(child)
    for parent in parents:
        theirs += variable_kinds(parent)
    continuous = {key: ours[key] - theirs[key] for key in ours if key[0] is VariableKind.continuous}
    for (kind, indices), times in (theirs - ours).items():
        if kind is not VariableKind.continuous and continuous.get((VariableKind.continuous, indices), 0) >= times:
            detail = f"{times} {kind.value} variable(s) of the parent over {indices} set(s) are continuous in the child"
            return Finding("lost_integrality", f"{detail}; make them {kind.value} again")
    return None


def variable_kinds(formulation: Formulation) -> Counter[tuple[VariableKind, int]]:
    """How many variables there are of each kind over each number of sets."""
    return Counter((variable.kind, len(variable.sets)) for variable in formulation.variables)
