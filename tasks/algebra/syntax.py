"""Python's own parser, one thread at a time.

CPython 3.11 counts the recursion of its syntax trees in a place that threads share: two that parse at once can end in
`SystemError: AST constructor recursion depth mismatch`. Everything of ours that parses goes through here.
"""

import ast
import threading
from typing import Any

_one_at_a_time = threading.Lock()


def parse_tree(text: str) -> ast.Expression:
    """Parse one expression.

    Raises:
        SyntaxError: not Python.
        ValueError: null bytes.
    """
    with _one_at_a_time:
        return ast.parse(text.strip(), mode="eval")


def parse_program(source: str) -> ast.Module:
    """Parse a program.

    Raises:
        SyntaxError, ValueError, RecursionError, MemoryError: it can't be parsed.
    """
    with _one_at_a_time:
        return ast.parse(source)


def parse_literal(text: str) -> Any:
    """Evaluate a literal: numbers, strings, tuples, lists, dictionaries.

    Raises:
        ValueError, SyntaxError, TypeError, MemoryError, RecursionError: not a literal.
    """
    with _one_at_a_time:
        return ast.literal_eval(text)
