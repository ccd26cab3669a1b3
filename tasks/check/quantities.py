"""Compares the numbers of a text with those of a formulation."""

import ast
import re
from collections import Counter
from functools import lru_cache

import numpy as np

from schemas.formulation import Formulation, IndexSet, Parameter
from tasks.algebra.expression import parse_expression
from tasks.algebra.usage import structural_names
from tasks.check.mentions import Mention, find_mentions

NEUTRAL = frozenset({0.0, 1.0})
"""Numbers that words need not spell out and may use freely: "a", "one", "none"."""
LIMIT = re.compile(
    r"\b(?:(?:less|fewer|more|greater) than|at (?:the )?(?:very )?(?:least|most)|up to|(?:minimum|maximum) of"
    r"|exceed\w*)\s+$",
    re.IGNORECASE,
)
"""What stands before a number that is a limit."""
TOLD_OF_IT = re.compile(r"[,;:(]|\b(?:of|in|on|at|to|for|with|from|that|which|whose|where)\b", re.IGNORECASE)
"""Where the meaning of a set goes on after its noun."""


def same(value: float) -> float:
    """One number for all that differ only by sign or floating-point noise."""
    return float(f"{abs(value):.9g}")


@lru_cache(maxsize=64)
def text_mentions(text: str, labels: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
    """The numbers of a text; digits inside labels are no data, and a % in a table's head reaches its cells."""
    for label in sorted((label for label in labels if any(c.isdigit() for c in label)), key=len, reverse=True):
        if not label.isdigit():
            text = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", " " * len(label), text)
    mentions = find_mentions(text)
    return tuple(with_column(mention, text) for mention in mentions) if has_percent_column(text) else mentions


def has_percent_column(text: str) -> bool:
    """Whether a table's head speaks of percentages."""
    return any(line.startswith("|") and ("%" in line or "percent" in line.lower()) for line in text.splitlines())


def with_column(mention: Mention, text: str) -> Mention:
    """A cell of a table, which may be a percentage."""
    in_table = text.rfind("\n", 0, mention.start) + 1
    if not text.startswith("|", in_table) or len(mention.readings) != 1 or mention.spelled:
        return mention
    value = mention.readings[0]
    return Mention((value, round(value / 100, 12)), mention.start, mention.end)


def text_numbers(text: str, labels: frozenset[str] = frozenset()) -> frozenset[float]:
    """All numbers that a text states; a percentage counts both as written and as a share.

    Args:
        text: the words of a problem.
        labels: names of elements; digits inside them are no data.
    """
    return frozenset(same(value) for mention in text_mentions(text, labels) for value in mention.readings)


def element_labels(formulation: Formulation) -> frozenset[str]:
    """All labels of all sets' members."""
    labels: set[str] = set()
    for index_set in formulation.sets:
        for member in index_set.members:
            labels |= {str(part) for part in (member if isinstance(member, tuple) else (member,))}
    return frozenset(labels)


def data_numbers(formulation: Formulation) -> frozenset[float]:
    """Numbers that the words must state: values of parameters that are not derived, bounds, literals of the algebra."""
    values = {value for p in formulation.parameters if not p.derivation for value in p.values}
    return frozenset(values | bound_numbers(formulation) | literal_numbers(formulation))


def bound_numbers(formulation: Formulation) -> frozenset[float]:
    """Bounds of the decision variables."""
    bounds = {bound for variable in formulation.variables for bound in (variable.lower, variable.upper)}
    return frozenset(bound for bound in bounds if bound is not None)


def literal_numbers(formulation: Formulation) -> frozenset[float]:
    """Numbers written inside expressions, without those in indices and conditions."""
    texts = [formulation.objective.expression, *(c.expression for c in formulation.constraints)]
    return frozenset(value for text in texts for value in literals(text))


@lru_cache(maxsize=20_000)
def literals(text: str) -> frozenset[float]:
    """Numbers written inside one expression."""
    tree = parse_expression(text)
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript | ast.comprehension)
        for part in ([node.slice] if isinstance(node, ast.Subscript) else node.ifs)
        for inner in ast.walk(part)
    }
    return frozenset(
        float(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and id(node) not in hidden
    )


def free_numbers(formulation: Formulation) -> frozenset[float]:
    """Numbers that the words may state though they are no data: sizes of sets, positions of periods."""
    numbers: set[float] = set(NEUTRAL)
    for index_set in formulation.sets:
        numbers.add(float(len(index_set.members)))
        for member in index_set.members:
            parts = member if isinstance(member, tuple) else (member,)
            numbers |= {float(part) for part in parts if isinstance(part, int)}
    return frozenset(numbers)


def unstated(formulation: Formulation, text: str) -> tuple[float, ...]:
    """Numbers of the formulation that the words lack, sorted."""
    stated = text_numbers(text, element_labels(formulation))
    return tuple(sorted(value for value in data_numbers(formulation) - NEUTRAL if same(value) not in stated))


def unused(formulation: Formulation, text: str) -> tuple[float, ...]:
    """Numbers of the words that the formulation lacks, sorted."""
    known = {same(value) for value in data_numbers(formulation) | free_numbers(formulation)}
    mentions = text_mentions(text, element_labels(formulation))
    unknown = {
        mention.readings[0]
        for mention in mentions
        if not mention.free and not any(same(value) in known for value in mention.readings)
    }
    return tuple(sorted(unknown))


def understated(formulation: Formulation, text: str) -> tuple[float, ...]:
    """Numbers that the words state less often than the data need them, sorted.

    A 0 or a 1 counts only where another number is stated too often: the words then give what the data lost.
    A parameter whose values are equal along one of its sets needs them once. A size of a set, "three products", and a
    position in one, "week 3", state no data.
    """
    stated = stated_numbers(formulation, text)
    needed = needed_numbers(formulation)
    rare = {value for value, times in needed.items() if stated[value] < times}
    return tuple(sorted(rare - NEUTRAL or (rare if surplus(formulation, stated) else set())))


def stated_numbers(formulation: Formulation, text: str) -> Counter[float]:
    """How often the words state each number as data."""
    mentions = [
        mention
        for mention in text_mentions(text, element_labels(formulation))
        if not is_size(mention, text, formulation) and not is_position(mention, text, formulation)
    ]
    return Counter(same(value) for mention in mentions for value in set(mention.readings))


def surplus(formulation: Formulation, stated: Counter[float]) -> bool:
    """Whether the words state a number of the data more often than it occurs there."""
    values = [value for parameter in formulation.parameters for value in parameter.values]
    there = Counter(map(same, [*values, *bound_numbers(formulation), *literal_numbers(formulation)]))
    free = set(map(same, free_numbers(formulation)))
    return any(times > there[value] > 0 for value, times in stated.items() if value not in free)


def needed_numbers(formulation: Formulation) -> Counter[float]:
    """How often the words must state each number, at least."""
    needed: Counter[float] = Counter()
    for parameter in formulation.parameters:
        if not parameter.derivation and not tells_positions(formulation, parameter):
            needed.update(same(value) for value in essential_values(formulation, parameter) if value)
    needed.update({same(v) for v in bound_numbers(formulation) | literal_numbers(formulation)} - NEUTRAL)
    return needed


def tells_positions(formulation: Formulation, parameter: Parameter) -> bool:
    """Whether a parameter only says which periods are meant: "for evening 2 alone" states first and last."""
    positions = {float(m) for index_set in formulation.sets for m in index_set.members if isinstance(m, int)}
    return set(parameter.values) <= positions | NEUTRAL and parameter.name in structural_names(formulation)


def essential_values(formulation: Formulation, parameter: Parameter) -> list[float]:
    """A parameter's values without repetitions along a set, and without the second half of a symmetric matrix."""
    sets = [formulation.index_set(name) for name in parameter.sets]
    values = np.array(parameter.values).reshape([len(index_set.members) for index_set in sets] or [1])
    if len(sets) == 2 and sets[0].members == sets[1].members and np.array_equal(values, values.T):
        return values[np.triu_indices(len(values))].tolist()
    for axis in range(values.ndim):
        first = np.take(values, [0], axis=axis)
        values = first if values.shape[axis] > 1 and bool(np.all(values == first)) else values
    if len(sets) == 1 and values.shape[0] > 1:
        return without_return_ways(sets[0], values.tolist())
    return values.ravel().tolist()


def without_return_ways(index_set: IndexSet, values: list[float]) -> list[float]:
    """Values over a set of pairs, one for there and back where both are equal."""
    table = dict(zip(index_set.members, values, strict=True))
    if not all(isinstance(m, tuple) and len(m) == 2 and table.get((m[1], m[0])) == v for m, v in table.items()):
        return values
    return [value for member, value in table.items() if isinstance(member, tuple) and str(member[0]) <= str(member[1])]


def is_size(mention: Mention, text: str, formulation: Formulation) -> bool:
    """Whether a number written out counts a set's members: `three products`; `at least three products` is a limit."""
    if not mention.spelled or LIMIT.search(text[max(0, mention.start - 30) : mention.start]):
        return False
    after = re.split(r"[.;|\n]", text[mention.end : mention.end + 60].lower())[0]
    words = {stem(word) for word in after.split()[:4]}
    return any(
        float(len(index_set.members)) in mention.readings and words & noun_stems(index_set)
        for index_set in formulation.sets
    )


def is_position(mention: Mention, text: str, formulation: Formulation) -> bool:
    """Whether a number is a position in a set of periods: `week 3`, `nights 1 to 3`, the head of a table's row."""
    periods = [s for s in formulation.sets if mention.readings[0] in s.members]
    if not periods or mention.spelled:
        return False
    before = text[max(0, mention.start - 30) : mention.start].lower()
    if re.search(r"(?:^|\n)\|\s*$", before):
        return True
    noun = re.search(r"([a-z]+)\s+(?:\d+\s+(?:to|through|until)\s+)?$", before)
    return noun is not None and any(stem(noun[1]) in noun_stems(index_set) for index_set in periods)


def noun_stems(index_set: IndexSet) -> set[str]:
    """Beginnings of the words that tell what a set holds: not of what is told of it, as in `bars of one length`."""
    return stems(f"{TOLD_OF_IT.split(index_set.meaning)[0]} {index_set.name}")


def stems(text: str) -> set[str]:
    """Beginnings of the longer words of a text."""
    return {stem(word) for word in re.findall(r"[a-z]{4,}", text.lower())}


def stem(word: str) -> str:
    """The beginning of a word, the same in singular and plural."""
    return word.rstrip("s")[:5]
