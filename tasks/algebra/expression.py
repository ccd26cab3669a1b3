"""Reads the algebra's expressions: a whitelisted subset of Python, parsed by `ast`, never run by Python.

Allowed are names, numbers, label constants, `+ - * /`, indexing (`use[p, r]`, `stock[t - 1]`), `sum(... for ... in
SET if ...)`, `min`, `max` and `len` over data, comparisons in conditions, and `and`, `or`, `not`, `in`. No attribute,
call of anything else, lambda or literal collection besides tuples passes, so that a blueprint from a file is harmless.
"""

import ast
import math
from functools import lru_cache
from typing import Final, cast

from tasks.algebra.errors import AlgebraError, TooLarge
from tasks.algebra.limits import DEEPEST, LARGEST_WHOLE, LONGEST_EXPRESSION, refuse_beyond
from tasks.algebra.syntax import parse_tree

FUNCTIONS: Final = frozenset({"sum", "min", "max", "len"})
SUMS: Final = (ast.Add, ast.Sub)
NESTED: Final = (ast.expr, ast.comprehension)

ALLOWED: Final = (
    ast.Expression,
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.UnaryOp,
    ast.USub,
    ast.UAdd,
    ast.Not,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
    ast.Name,
    ast.Load,
    ast.Store,
    ast.Constant,
    ast.Subscript,
    ast.Tuple,
    ast.Call,
    ast.GeneratorExp,
    ast.comprehension,
)


@lru_cache(maxsize=20_000)
def parse_expression(text: str) -> ast.expr:
    """Parse and check one expression.

    Raises:
        AlgebraError: not Python, outside the subset, too long or too deep.
    """
    refuse_beyond(len(text), LONGEST_EXPRESSION, "characters of one expression")
    try:
        tree = parse_tree(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise AlgebraError(f"cannot read the expression {shown(text)}: {error}") from error
    for node in ast.walk(tree):
        check_node(node, text)
    refuse_beyond(depth(tree.body), DEEPEST, "levels of nesting in one expression")
    return tree.body


def shown(text: str) -> str:
    """An expression for a message."""
    return repr(text if len(text) <= 500 else f"{text[:500]} …")


def depth(tree: ast.expr) -> int:
    """How deep an expression is nested; a chain of sums, or of products, is one level."""
    deepest, waiting = 0, [cast("tuple[ast.AST, int]", (tree, 1))]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        for name, child in ast.iter_fields(node):
            chained = name == "left" and is_chain(node, child)
            parts = cast("list[object]", child) if isinstance(child, list) else [child]
            waiting += [(part, level + (not chained)) for part in parts if isinstance(part, NESTED)]
    return deepest


def is_chain(node: ast.AST, left: object) -> bool:
    """Whether an operation goes on with what its left side began: sums with sums, products with products."""
    if not isinstance(node, ast.BinOp) or not isinstance(left, ast.BinOp):
        return False
    return isinstance(node.op, SUMS) is isinstance(left.op, SUMS)


def check_node(node: ast.AST, text: str) -> None:
    """Raise AlgebraError where a node is outside the subset."""
    if not isinstance(node, ALLOWED):
        raise AlgebraError(f"{type(node).__name__} is not part of the algebra, in {shown(text)}")
    if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
        raise AlgebraError(f"only {', '.join(sorted(FUNCTIONS))} may be called, in {shown(text)}")
    if isinstance(node, ast.Name) and node.id.startswith("_"):
        raise AlgebraError(f"the name {node.id!r} starts with an underscore, in {shown(text)}")
    if isinstance(node, ast.Constant):
        check_constant(node.value, text)


def check_constant(value: object, text: str) -> None:
    """Raise AlgebraError where a constant is no label and no number that can be counted with."""
    if isinstance(value, str):
        return
    if not isinstance(value, int | float):
        raise AlgebraError(f"the constant {value!r} is neither a number nor a label, in {shown(text)}")
    if isinstance(value, int) and value > LARGEST_WHOLE:
        raise TooLarge(f"a whole number is larger than {LARGEST_WHOLE:,}, in {shown(text)}")
    if not math.isfinite(value):
        raise AlgebraError(f"a number is too large to be finite, in {shown(text)}")


def parse_relation(text: str) -> tuple[ast.expr, str, ast.expr]:
    """Split a constraint into left side, `<=`, `>=` or `==`, and right side.

    Raises:
        AlgebraError: not exactly one comparison of that kind at the top.
    """
    node = parse_expression(text)
    signs: dict[type[ast.cmpop], str] = {ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "=="}
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in signs:
        raise AlgebraError(f"a constraint is one comparison with <=, >= or ==; this is {shown(text)}")
    return node.left, signs[type(node.ops[0])], node.comparators[0]


@lru_cache(maxsize=20_000)
def parse_forall(text: str) -> tuple[ast.comprehension, ...]:
    """Parse comprehension clauses, `for r in RESOURCES if r != "steel"`; empty text gives none."""
    if not text.strip():
        return ()
    node = parse_expression(f"sum(0 {text})")
    generator = node.args[0] if isinstance(node, ast.Call) and node.args else None
    if not isinstance(generator, ast.GeneratorExp):
        raise AlgebraError(f"not a list of `for ... in ...` clauses: {shown(text)}")
    return tuple(generator.generators)


def index_names(forall: str) -> tuple[str, ...]:
    """Names that the clauses bind, in order: `for i, j in ARCS for t in PERIODS` gives i, j, t."""
    names: list[str] = []
    for clause in parse_forall(forall):
        names += [node.id for node in ast.walk(clause.target) if isinstance(node, ast.Name)]
    return tuple(names)


@lru_cache(maxsize=20_000)
def free_names(text: str, forall: str = "") -> frozenset[str]:
    """Names of sets, parameters and variables that an expression (and its clauses) uses."""
    trees = [*parse_forall(forall), parse_expression(text)]
    names = {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
    bound = set(index_names(forall)) | {
        node.id
        for tree in trees
        for clause in ast.walk(tree)
        if isinstance(clause, ast.comprehension)
        for node in ast.walk(clause.target)
        if isinstance(node, ast.Name)
    }
    return frozenset(names - bound - FUNCTIONS)


class Renamer(ast.NodeTransformer):
    """Replaces names and labels inside expressions."""

    def __init__(self, names: dict[str, str], labels: dict[str, str]) -> None:
        """Take old-to-new maps; what is missing stays."""
        self.names = names
        self.labels = labels

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """Rename a set, parameter or variable."""
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        """Rename a label; numbers stay."""
        return ast.Constant(self.labels.get(node.value, node.value)) if isinstance(node.value, str) else node


def rename_expression(text: str, names: dict[str, str], labels: dict[str, str] | None = None) -> str:
    """Return the expression with other names and labels."""
    tree = parse_tree(text).body
    return source(Renamer(names, labels or {}).visit(tree))


def rename_forall(text: str, names: dict[str, str], labels: dict[str, str] | None = None) -> str:
    """Return the clauses with other names and labels."""
    if not text.strip():
        return ""
    return rename_expression(f"sum(0 {text})", names, labels)[len("sum(0 ") : -1]


def source(node: ast.AST) -> str:
    """Print an expression with double quotes and a sum's generator in one pair of brackets."""
    text = ast.unparse(node)
    text = text.replace("'", '"') if '"' not in text else text
    return without_double_brackets(text)


def without_double_brackets(text: str) -> str:
    """Turn `sum((x for x in X))`, as `ast.unparse` prints it, into `sum(x for x in X)`."""
    start = 0
    while (at := text.find("((", start)) >= 0:
        inner, outer = closing(text, at + 1), closing(text, at)
        called = at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_")
        if called and outer == inner + 1:
            text = text[: at + 1] + text[at + 2 : inner] + text[inner + 1 :]
        start = at + 1
    return text


def closing(text: str, opening: int) -> int:
    """Position of the bracket that closes the one at `opening`."""
    depth = 0
    for position in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return -1
