"""Which question to ask next: those whose solve rate, as measured so far, is the most uncertain.

A group of answers teaches the most where half of them are right, and nothing where all or none are: a question is drawn
by p(1 - p), with p the mean of its posterior from a uniform prior, so that a question that nobody was asked comes
first. Some questions are put up at a time, so that a draw costs the same however many there are.
"""

import random
from collections import defaultdict
from pathlib import Path

from pydantic import TypeAdapter

PUT_UP = 16
"""Questions that one is drawn from."""
STATE = "curriculum-{rank}.json"
"""In a checkpoint, one of each process."""
Counts = dict[int, tuple[int, int]]
"""Right answers and answers, by number of question."""
COUNTS = TypeAdapter(Counts)


class Curriculum:
    """Solve rates of one process's questions."""

    def __init__(self, count: int) -> None:
        """Begin with nothing measured."""
        self.count = count
        self.rates: Counts = defaultdict(lambda: (0, 0))

    def draw(self) -> int:
        """The number of a question."""
        numbers = [random.randrange(self.count) for _ in range(PUT_UP)]
        weights = [self.weight(number) for number in numbers]
        return random.choices(numbers, weights)[0]

    def weight(self, number: int) -> float:
        """How uncertain a question's solve rate is."""
        right, asked = self.rates.get(number, (0, 0))
        rate = (right + 1) / (asked + 2)
        return rate * (1 - rate)

    def note(self, number: int, right: bool) -> None:
        """Count an answer."""
        before, asked = self.rates[number]
        self.rates[number] = (before + right, asked + 1)

    def save(self, checkpoint: Path, rank: int) -> None:
        """Keep what was measured."""
        (checkpoint / STATE.format(rank=rank)).write_bytes(COUNTS.dump_json(dict(self.rates)))

    def load(self, checkpoint: Path, rank: int) -> None:
        """Go on from what was measured."""
        path = checkpoint / STATE.format(rank=rank)
        self.rates.update(COUNTS.validate_json(path.read_bytes()))
