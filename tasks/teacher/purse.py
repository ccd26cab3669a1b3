"""Pays for answers out of a round's budget, and stops in time.

A request is made only while what was paid, and what the requests in flight are likely to cost, is below the limit; the
limit is passed by what requests cost more than the average, and by the first ones, of which nothing is known yet.

A candidate is begun only while the budget would take all that were begun to their end at the average cost of a call:
what was paid for a problem is not lost for want of its solution.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from schemas.budget import Budget
from schemas.teacher import Completion, Purpose, Refusal
from tasks.teacher.teacher import Unanswerable

PROBES = 2
"""Candidates that are begun before anything is known of what an answer costs."""
LONGER = 2
"""How much dearer later calls are taken to be than that for the words, before any was made."""


class Purse:
    """What is left of a budget; shared by all threads of a round, and told what its other processes pay."""

    def __init__(self, budget: Budget, calls_each: int, paid: tuple[Completion, ...] = ()) -> None:
        """Take the limits and what this round paid before it was interrupted.

        Args:
            budget: the limits.
            calls_each: calls that a candidate usually takes.
            paid: answers of this round so far.
        """
        self.budget = budget
        self.calls_each = calls_each
        self.askers = 1
        """Processes that pay out of this budget; each is taken to have as many requests in flight as this one."""
        self.change = threading.Condition()
        self.usd, self.tokens = 0.0, 0
        self.calls = self.flying = self.begun = self.beyond_words = 0
        for completion in paid:
            self.heard(completion)

    @contextmanager
    def paying(self, purpose: Purpose) -> Generator[Callable[[Completion], Completion]]:
        """Let one request through, which tells what it cost.

        Raises:
            Unanswerable: the budget is used up.
        """
        with self.change:
            while purpose is Purpose.mutate and not self.calls and self.flying and self.begun >= PROBES:
                self.change.wait()
            self.refuse_beyond(purpose)
            self.flying += 1
            self.begun += purpose is Purpose.mutate
        try:
            yield self.paid
        finally:
            with self.change:
                self.flying -= 1
                self.change.notify_all()

    def heard(self, completion: Completion) -> None:
        """Count what was paid before, or by another process."""
        with self.change:
            self.count(completion)
            self.begun += completion.purpose is Purpose.mutate and not completion.refusal
            self.change.notify_all()

    def paid(self, completion: Completion) -> Completion:
        """Count an answer's cost."""
        with self.change:
            self.count(completion)
        return completion

    def count(self, completion: Completion) -> None:
        """Add an answer's cost; one from an earlier round's record has none."""
        if completion.requests:
            self.usd += completion.cost_usd
            self.tokens += completion.prompt_tokens + completion.completion_tokens
            self.calls += 1
            self.beyond_words += completion.purpose is not Purpose.mutate

    def refuse_beyond(self, purpose: Purpose) -> None:
        """Raise where another request, or another candidate, is likely to pass a limit."""
        each = ((self.usd, self.budget.most_usd, "$"), (self.tokens, self.budget.most_tokens, "tokens "))
        for spent, most, unit in each:
            average = spent / self.calls if self.calls else 0.0
            needed = spent + (self.flying * self.askers + 1) * average
            whole = (self.begun + 1) * self.calls_each * average * (1 if self.beyond_words else LONGER)
            if most and (spent >= most or needed > most or (purpose is Purpose.mutate and whole > most)):
                said = f"{unit}{spent:.4g} of {unit}{most:.4g} are spent; raise the budget to go on"
                raise Unanswerable(Refusal.budget_exhausted, said)


def purse_for(budget: Budget, calls_each: int, paid: tuple[Completion, ...]) -> Purse | None:
    """A purse where the budget has limits."""
    return Purse(budget, calls_each, paid) if budget.most_usd or budget.most_tokens else None
