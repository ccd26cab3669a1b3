"""Remembers what is made of short texts: labels, cells and clauses are read again and again, whole problems are not."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Made = TypeVar("Made")


def remembered(longest: int, most: int) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """Decorator for a reader of texts.

    Args:
        longest: characters of a text that is remembered, at most.
        most: texts.
    """

    def decorate(read: Callable[[str], Made]) -> Callable[[str], Made]:
        known = lru_cache(most)(read)

        @wraps(read)
        def reading(text: str) -> Made:
            return known(text) if len(text) <= longest else read(text)

        return reading

    return decorate
