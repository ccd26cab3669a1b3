"""Evaluates expressions of the algebra: typed, metered, and without Python's own evaluation.

An expression becomes a tree of closures. Numbers and linear expressions can be calculated with, and nothing else can:
a label, a tuple or a table is looked up, compared or looped over. Each turn of a loop is paid for at the meter of the
names, whole numbers stay below a limit, and the depth is bounded by `expression.py`, so that an expression ends soon
whatever it says.
"""

import ast
import operator
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from tasks.algebra.errors import AlgebraError, TooLarge
from tasks.algebra.expression import parse_expression, parse_forall, parse_relation
from tasks.algebra.limits import LARGEST_WHOLE
from tasks.algebra.linear import Linear, add_up
from tasks.algebra.values import METER, Code, Names, amount, items, kind

SCANNED: Final = 16
"""Members that are looked through for the price of one step."""


@lru_cache(maxsize=5_000)
def compile_expression(text: str) -> Code:
    """The code of an expression.

    Raises:
        AlgebraError: outside the subset, too long or too deep.
    """
    return compile_node(parse_expression(text))


@lru_cache(maxsize=5_000)
def compile_difference(text: str) -> tuple[Code, str]:
    """The code of a constraint's left side less its right side, and its sign."""
    left, sign, right = parse_relation(text)
    return compile_node(ast.BinOp(left, ast.Sub(), right)), sign


@lru_cache(maxsize=5_000)
def compile_instances(forall: str, names: tuple[str, ...]) -> Code:
    """The code that gives the values of some indices for each turn of the clauses."""
    element = tuple_of([compile_name(ast.Name(name)) for name in names])
    return loop(list(parse_forall(forall)), element)


def compile_node(node: ast.expr) -> Code:
    """The code of a checked node."""
    return COMPILERS[type(node)](node)


def compile_constant(node: ast.Constant) -> Code:
    """A number or a label."""
    value = node.value
    return lambda _: value


def compile_name(node: ast.Name) -> Code:
    """Whatever bears the name."""
    name = node.id

    def look_up(names: Names) -> Any:
        try:
            return names[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    return look_up


def compile_tuple(node: ast.Tuple) -> Code:
    """A key, or a list of labels."""
    return tuple_of([compile_node(part) for part in node.elts])


def tuple_of(parts: list[Code]) -> Code:
    """Several values as one."""
    return lambda names: tuple([part(names) for part in parts])


def compile_subscript(node: ast.Subscript) -> Code:
    """An entry of indexed data, or a place in a tuple."""
    table, key = compile_node(node.value), compile_node(node.slice)

    def entry(names: Names) -> Any:
        found = table(names)
        if found.__class__ is not dict and found.__class__ is not tuple:
            raise TypeError(f"{kind(found)} has no index")
        return found[key(names)]

    return entry


def compile_unary(node: ast.UnaryOp) -> Code:
    """A sign, or `not`."""
    operand = compile_node(node.operand)
    if isinstance(node.op, ast.Not):
        return lambda names: not operand(names)
    if isinstance(node.op, ast.UAdd):
        return lambda names: amount(operand(names))
    return lambda names: -amount(operand(names))


def compile_arithmetic(node: ast.BinOp) -> Code:
    """A chain of sums and differences, or of products and quotients; long ones are one level deep."""
    family = (ast.Add, ast.Sub) if isinstance(node.op, ast.Add | ast.Sub) else (ast.Mult, ast.Div)
    steps: list[tuple[bool, Code]] = []
    first: ast.expr = node
    while isinstance(first, ast.BinOp) and isinstance(first.op, family):
        steps.append((isinstance(first.op, ast.Sub | ast.Div), compile_node(first.right)))
        first = first.left
    chain = added if family[0] is ast.Add else multiplied
    return chain(compile_node(first), steps[::-1])


def added(first: Code, rest: list[tuple[bool, Code]]) -> Code:
    """The sum of a first term and of others, some of them with the other sign."""

    def total(names: Names) -> Any:
        found, own = amount(first(names)), False
        for negative, term in rest:
            value = amount(term(names))
            value = -value if negative else value
            if own:
                found.add(value)
            else:
                found = found + value
                own = found.__class__ is Linear
        return found

    return total


def multiplied(first: Code, rest: list[tuple[bool, Code]]) -> Code:
    """The product of a first factor and of others, by some of which is divided."""

    def product(names: Names) -> Any:
        found = amount(first(names))
        for divides, factor in rest:
            value = amount(factor(names))
            found = found / value if divides else found * value
            if found.__class__ is int and abs(found) > LARGEST_WHOLE:
                raise TooLarge(f"a product of whole numbers is larger than {LARGEST_WHOLE:,}")
        return found

    return product


def compile_logic(node: ast.BoolOp) -> Code:
    """`and`, `or`: the first value that decides."""
    parts, wanted = [compile_node(part) for part in node.values], isinstance(node.op, ast.Or)

    def decide(names: Names) -> Any:
        found: Any = not wanted
        for part in parts:
            found = part(names)
            if bool(found) is wanted:
                break
        return found

    return decide


COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def compile_comparison(node: ast.Compare) -> Code:
    """One comparison after the other, until one does not hold."""
    first = compile_node(node.left)
    rest = [(type(op), compile_node(right)) for op, right in zip(node.ops, node.comparators, strict=True)]

    def hold(names: Names) -> Any:
        left = first(names)
        for op, code in rest:
            right = code(names)
            names[METER].spend(len(right) // SCANNED if right.__class__ is tuple else 0)
            holds = COMPARISONS[op](left, right) if op in COMPARISONS else (left in right) is (op is ast.In)
            if not holds:
                return False
            left = right
        return True

    return hold


def compile_call(node: ast.Call) -> Code:
    """`sum`, `min`, `max` or `len` of what stands between the brackets."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    parts = [compile_node(argument) for argument in node.args]
    if name in ("sum", "len") and len(parts) != 1:
        raise AlgebraError(f"{name} takes one argument, and is given {len(parts)}")
    call = FUNCTIONS[name]
    if len(parts) == 1:
        return lambda names: call(items(parts[0](names), names))
    return lambda names: call([amount(part(names)) for part in parts])


def summed(terms: Iterable[Any]) -> Any:
    """The sum of amounts."""
    return add_up(map(amount, terms))


def counted(members: Any) -> int:
    """How many members a set or a table has."""
    return len(members)


FUNCTIONS: dict[str, Callable[[Any], Any]] = {"sum": summed, "min": min, "max": max, "len": counted}


def compile_generator(node: ast.GeneratorExp) -> Code:
    """The values of an element, one for each turn of its clauses."""
    return loop(node.generators, compile_node(node.elt))


def loop(clauses: list[ast.comprehension], element: Code) -> Code:
    """Clauses around an element; the indices that they bind end with them."""
    inner: Code = lambda names: (element(names),)  # noqa: E731 - the innermost turn
    for clause in reversed(clauses):
        inner = turns(clause, inner)
    return lambda names: inner(dict(names))


def turns(clause: ast.comprehension, inner: Code) -> Callable[[Names], Iterator[Any]]:
    """One clause around what it repeats."""
    collection, bind = compile_node(clause.iter), binder(clause.target)
    conditions = [compile_node(condition) for condition in clause.ifs]

    def run(names: Names) -> Generator[Any]:
        for value in items(collection(names), names):
            bind(names, value)
            for condition in conditions:
                if not condition(names):
                    break
            else:
                yield from inner(names)

    return run


def binder(target: ast.expr) -> Callable[[Names, Any], None]:
    """How a clause names what it loops over: one index, or one for each part of a tuple."""
    if isinstance(target, ast.Name):
        name = target.id
        return lambda names, value: names.__setitem__(name, value)
    binders = [binder(part) for part in target.elts] if isinstance(target, ast.Tuple) else []

    def unpack(names: Names, value: Any) -> None:
        if value.__class__ is not tuple or len(value) != len(binders):
            raise ValueError(f"{kind(value)} has not the {len(binders)} parts that the clause names")
        for bind, part in zip(binders, value, strict=True):
            bind(names, part)

    return unpack


COMPILERS: dict[type[ast.expr], Callable[[Any], Code]] = {
    ast.Constant: compile_constant,
    ast.Name: compile_name,
    ast.Tuple: compile_tuple,
    ast.Subscript: compile_subscript,
    ast.UnaryOp: compile_unary,
    ast.BinOp: compile_arithmetic,
    ast.BoolOp: compile_logic,
    ast.Compare: compile_comparison,
    ast.Call: compile_call,
    ast.GeneratorExp: compile_generator,
}
"""One for each kind of node that `expression.py` lets through."""
