"""A program's source: what no run can show of it, and what of it does anything."""

import ast
from collections.abc import Iterator

from tasks.algebra.syntax import parse_program
from tasks.check.finding import Finding
from tasks.check.matching import listed

OTHERS = frozenset(
    ("socket", "ssl", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "subprocess", "webbrowser")
)
"""Modules by which a program asks the network or starts another program."""


def reaches_out(source: str) -> Finding | None:
    """A program that goes on when nobody answers has the solver's answer all the same; it is no example for anybody."""
    if not any(name in source for name in OTHERS):  # most sources need not be parsed
        return None
    found = sorted({name.split(".")[0] for name in imported(source)} & OTHERS)
    if not found:
        return None
    detail = f"the program imports {listed(found)}; let it ask nobody, and take every number from the problem"
    return Finding("reaches_out", detail)


def imported(source: str) -> Iterator[str]:
    """Modules that a source imports anywhere; none where it is no Python."""
    try:
        tree = parse_program(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def without_remarks(source: str) -> str:
    """A program without comments and bare strings, which do nothing and may tell anything; as it is where none can say.

    Args:
        source: Python; what can't be parsed comes back unchanged.
    """
    try:
        return ast.unparse(Unremarked().visit(parse_program(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source


class Unremarked(ast.NodeTransformer):
    """Takes bare strings out, docstrings among them."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        """A statement that is a string does nothing."""
        return None if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str) else node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """A body that held nothing else passes."""
        seen = super().generic_visit(node)
        if isinstance(seen, ast.FunctionDef | ast.ClassDef | ast.If | ast.For | ast.While | ast.With) and not seen.body:
            seen.body.append(ast.Pass())
        return seen
