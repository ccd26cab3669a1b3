"""Reads the algebra's expressions: a whitelisted subset of Python, parsed by `ast`, never run unchecked.

Allowed are names, numbers, label constants, `+ - * /`, indexing (`use[p, r]`, `stock[t - 1]`), `sum(... for ... in
SET if ...)`, `min`, `max` and `len` over data, comparisons in conditions, and `and`, `or`, `not`, `in`. No attribute,
call of anything else, lambda or literal collection besides tuples passes, so that a blueprint from a file is harmless.
"""

import ast
from functools import lru_cache
from types import CodeType
from typing import Final

from tasks.algebra.errors import AlgebraError
from tasks.algebra.syntax import compile_tree, parse_tree

FUNCTIONS: Final = frozenset({"sum", "min", "max", "len"})

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
        AlgebraError: not Python, or outside the subset.
    """
    try:
        tree = parse_tree(text)
    except (SyntaxError, ValueError) as error:
        raise AlgebraError(f"cannot read the expression {text!r}: {error}") from error
    for node in ast.walk(tree):
        check_node(node, text)
    return tree.body


def check_node(node: ast.AST, text: str) -> None:
    """Raise AlgebraError where a node is outside the subset."""
    if not isinstance(node, ALLOWED):
        raise AlgebraError(f"{type(node).__name__} is not part of the algebra, in {text!r}")
    if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
        raise AlgebraError(f"only {', '.join(sorted(FUNCTIONS))} may be called, in {text!r}")
    if isinstance(node, ast.Name) and node.id.startswith("_"):
        raise AlgebraError(f"the name {node.id!r} starts with an underscore, in {text!r}")
    if isinstance(node, ast.Constant) and not isinstance(node.value, int | float | str):
        raise AlgebraError(f"the constant {node.value!r} is neither a number nor a label, in {text!r}")


def parse_relation(text: str) -> tuple[ast.expr, str, ast.expr]:
    """Split a constraint into left side, `<=`, `>=` or `==`, and right side.

    Raises:
        AlgebraError: not exactly one comparison of that kind at the top.
    """
    node = parse_expression(text)
    signs: dict[type[ast.cmpop], str] = {ast.LtE: "<=", ast.GtE: ">=", ast.Eq: "=="}
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in signs:
        raise AlgebraError(f"a constraint is one comparison with <=, >= or ==; this is {text!r}")
    return node.left, signs[type(node.ops[0])], node.comparators[0]


@lru_cache(maxsize=20_000)
def parse_forall(text: str) -> tuple[ast.comprehension, ...]:
    """Parse comprehension clauses, `for r in RESOURCES if r != "steel"`; empty text gives none."""
    if not text.strip():
        return ()
    node = parse_expression(f"sum(0 {text})")
    generator = node.args[0] if isinstance(node, ast.Call) and node.args else None
    if not isinstance(generator, ast.GeneratorExp):
        raise AlgebraError(f"not a list of `for ... in ...` clauses: {text!r}")
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


@lru_cache(maxsize=20_000)
def compile_expression(text: str) -> CodeType:
    """Compile a checked expression; it runs only over the names that grounding hands in."""
    return compile_tree(parse_expression(text), f"<algebra {text}>")


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
