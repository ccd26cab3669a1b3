"""How long to wait for an answer: learnt from how long answers took, for each purpose by itself."""

from collections import defaultdict, deque

from schemas.teacher import Purpose

ENOUGH = 20
"""Answers after which the wait is learnt."""
KEPT = 400
"""Latest answers that it is learnt from."""
TIMES = 3.0
QUANTILE = 0.99
SLACK_SECONDS = 1.0
"""The wait: so many times that quantile of the latencies, and a bit."""
EVERY = 16
"""Answers between two looks at the quantile."""


class Patience:
    """Deadlines of one teacher."""

    def __init__(self, longest: float) -> None:
        """Take the longest wait, in seconds."""
        self.longest = longest
        self.latencies: dict[Purpose, deque[float]] = defaultdict(lambda: deque(maxlen=KEPT))
        self.learnt: dict[Purpose, float] = {}
        self.counted: dict[Purpose, int] = defaultdict(int)

    def deadline(self, purpose: Purpose, cuts: int = 0) -> float:
        """Seconds to wait for an answer, doubled for each time that this very request was cut off."""
        return min(self.longest, self.learnt.get(purpose, self.longest) * 2**cuts)

    def saw(self, purpose: Purpose, seconds: float) -> None:
        """Learn from an answer."""
        seen = self.latencies[purpose]
        seen.append(seconds)
        self.counted[purpose] += 1
        if self.counted[purpose] >= ENOUGH and self.counted[purpose] % EVERY in (0, ENOUGH % EVERY):
            slow = sorted(seen)[int(QUANTILE * (len(seen) - 1))]
            self.learnt[purpose] = TIMES * slow + SLACK_SECONDS
