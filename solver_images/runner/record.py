"""The side channel: every call of a solver, told in the program's process on a pipe that is not stdout."""

import itertools
import math
import os
import time
import weakref
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from .frames import LARGEST, Message, pack

SMALLEST_MARGIN = 0.25
"""Seconds between the solver's own time limit and the kill, at least: time to report the incumbent."""


@dataclass(frozen=True)
class Settings:
    """What a solver may use in one call."""

    threads: int
    relative_gap: float
    seconds: float
    values: int
    """Decision variables to report, at most."""
    tolerance: float | None = None
    """Of feasibility, integrality and optimality; None leaves the solver's own."""


class View(Protocol):
    """One solver's model, seen in the same ways for all solvers."""

    model: Any
    """The program's own object, by whose identity its calls are told apart."""

    def configure(self, settings: Settings) -> None:
        """Set threads, relative gap, time limit and tolerance on the solver."""
        ...

    def describe(self) -> Message:
        """Say the `sense` and the `mps` of the model before it is solved."""
        ...

    def outcome(self, settings: Settings) -> Message:
        """Say `status`, `objective`, `best_bound`, `relative_gap` and `values` after the call."""
        ...

    def refused(self, error: BaseException, settings: Settings) -> Message:  # noqa: ARG002 - for those who know more
        """Say what is known of a call that raised, such as the size of a model that a licence does not cover."""
        return {}


@dataclass(frozen=True)
class Copy:
    """A captured model that a solver has read."""

    view: View
    solve: Callable[[], Any]
    drop_objective: Callable[[], Any]
    """Make its objective zero."""


class Recorder:
    """Watches the calls of a solver; silent until `open` names a pipe, which happens in the forked child only."""

    def __init__(self) -> None:
        """Start silent."""
        self._pipe: int | None = None
        self._limits: dict[str, Any] = {}
        self._deadline = math.inf
        self._depth = 0
        self._models: dict[int, tuple[Callable[[], Any], int]] = {}
        self._numbers = itertools.count(1)
        self.told: Message = {}
        """The facts that were told last."""

    def open(self, pipe: int, limits: dict[str, Any]) -> None:
        """Record on `pipe` from now on, under these limits; the wall clock of the program starts."""
        self._pipe, self._limits = pipe, limits
        self._deadline = time.monotonic() + limits["wall_seconds"]

    def observe(self, view: View, call: Callable[[], Any]) -> Any:
        """Run a solver call, telling what was about to be solved and what came of it.

        Entry points that call one another (highspy's `maximize` calls `solve`) count once. The model is told before
        the call, so that a kill in the solver still leaves it.
        """
        if self._pipe is None or self._depth:
            return call()
        settings = self.settings()
        number = self._number(view.model)
        self.tell("start", {"model": number, **_ask(lambda: _prepare(view, settings), "unprepared")})
        began = time.monotonic()
        try:
            with self.muted():
                result = call()
        except BaseException as error:
            known = _ask(lambda error=error: view.refused(error, settings), "unread")
            self.tell("raised", {"solve_seconds": time.monotonic() - began, **known})
            raise
        seconds = time.monotonic() - began
        self.tell("end", {"solve_seconds": seconds, **_ask(lambda: view.outcome(settings), "unread")})
        return result

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

    def _number(self, model: Any) -> int:
        """Number the models by identity; one that is gone leaves its place in memory, and so its id, to the next."""
        known = self._models.get(id(model))
        if known is None or known[0]() is not model:
            known = _reference(model), next(self._numbers)
            self._models[id(model)] = known
        return known[1]


def _reference(model: Any) -> Callable[[], Any]:
    """Refer to a model without keeping it alive, where its class allows that."""
    try:
        return weakref.ref(model)
    except TypeError:
        return lambda: model


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
