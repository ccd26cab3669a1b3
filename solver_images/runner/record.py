"""The side channel: every call of a solver, told in the program's process on a pipe that is not stdout."""

import itertools
import math
import os
import time
import weakref
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from .frames import LARGEST, Message, pack
from .view import Settings, View

SMALLEST_MARGIN = 0.25
"""Seconds between the solver's own time limit and the kill, at least: time to report the incumbent."""


class Models:
    """Numbers the models of a process by identity, in the order of their first call."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[int, tuple[Callable[[], Any], int]] = {}
        self._numbers = itertools.count(1)

    def number(self, model: Any) -> int:
        """Give the number of a model; one that is gone leaves its place in memory, and so its id, to another."""
        known = self._known.get(id(model))
        if known is None or known[0]() is not model:
            known = _reference(model), next(self._numbers)
            self._known[id(model)] = known
        return known[1]


def _reference(model: Any) -> Callable[[], Any]:
    """Refer to a model without keeping it alive, where its class allows that."""
    try:
        return weakref.ref(model)
    except TypeError:
        return lambda: model


class Recorder:
    """Watches the calls of a solver; silent until `open` names a pipe, which happens in the forked child only."""

    def __init__(self) -> None:
        """Start silent."""
        self._pipe: int | None = None
        self._limits: dict[str, Any] = {}
        self._deadline = math.inf
        self._depth = 0
        self._models = Models()
        self.told: Message = {}
        """The facts that were told last."""

    def open(self, pipe: int, limits: dict[str, Any]) -> None:
        """Record on `pipe` from now on, under these limits; the wall clock of the program starts."""
        self._pipe, self._limits, self._models = pipe, limits, Models()
        self._deadline = time.monotonic() + limits["wall_seconds"]

    def rehearse(self, work: Callable[[], Any]) -> None:
        """Do some work with the record going nowhere: what children would set up on first use, they inherit."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        self.open(nowhere, {"wall_seconds": 60.0, "threads": 1, "relative_gap": 0.0, "values": 10, "tolerance": None})
        try:
            work()
        finally:
            os.close(nowhere)
            self._pipe = None

    def observe(self, view: View, call: Callable[[], Any]) -> Any:
        """Run a solver call, telling what was about to be solved and what came of it.

        Entry points that call one another (highspy's `maximize` calls `solve`) count once. The model is told before
        the call, so that a kill in the solver still leaves it.
        """
        if self._pipe is None or self._depth:
            return call()
        settings = self.settings()
        number = self._models.number(view.model)
        self.tell("start", {"model": number, **_ask(lambda: _prepare(view, settings), "unprepared")})
        result, seconds = self._timed(view, call)
        self.tell("end", {"solve_seconds": seconds, **_ask(lambda: view.outcome(settings), "unread")})
        return result

    def _timed(self, view: View, call: Callable[[], Any]) -> tuple[Any, float]:
        """Give what a call returns, and the seconds that it took; what it raises is told and passed on."""
        began = time.monotonic()
        self._depth += 1
        try:
            return call(), time.monotonic() - began
        except BaseException as error:
            seconds, settings = time.monotonic() - began, self.settings()
            known = _ask(lambda error=error: view.refused(error, settings), "unread")
            self.tell("raised", {"solve_seconds": seconds, **known})
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def muted(self) -> Generator[None]:
        """Leave the calls inside unrecorded."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def tell(self, event: str, facts: Message) -> None:
        """Send one event; a model too large for a frame is left out, the rest is sent."""
        if self._pipe is None:
            return
        self.told = facts
        data = pack({"event": event, **facts})
        if len(data) > LARGEST // 2:
            data = pack({"event": event, **facts, "mps": None, "values": []})
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._pipe, rest) :]

    def settings(self) -> Settings:
        """Give what a solver may use now: its time ends a little before the program's."""
        limits = self._limits
        margin = max(SMALLEST_MARGIN, 0.05 * limits["wall_seconds"])
        left = max(0.05, self._deadline - time.monotonic() - margin)
        return Settings(limits["threads"], limits["relative_gap"], left, limits["values"], limits.get("tolerance"))


def _prepare(view: View, settings: Settings) -> Message:
    view.configure(settings)
    return view.describe()


def _ask(question: Callable[[], Message], trouble: str) -> Message:
    """Ask a model; what it cannot answer is told as `trouble` and must not break the program that owns it."""
    try:
        return question()
    except Exception as error:
        return {trouble: f"{type(error).__name__}: {error}"}


recorder = Recorder()
"""The process's one recorder; hooks are installed once, before any fork."""
