"""A result that another thread gives once.

It is a lock and nothing else: a future of the standard library, with its condition, costs a call to a language model a
tenth of the processor time that the call takes.
"""

import threading
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Promised(Generic[Result]):
    """What is given, or fails, once; any number of threads wait for it."""

    def __init__(self) -> None:
        """Nothing is given yet."""
        self._given = threading.Lock()
        self._given.acquire()
        self._result: Result
        self._error: BaseException | None = None

    def give(self, result: Result) -> None:
        """Let all that wait have it."""
        self._result = result
        self._given.release()

    def fail(self, error: BaseException) -> None:
        """Let all that wait have an error instead."""
        self._error = error
        self._given.release()

    def take(self) -> Result:
        """Wait for the result.

        Raises:
            BaseException: what it failed with.
        """
        with self._given:
            pass
        if self._error is not None:
            raise self._error
        return self._result
