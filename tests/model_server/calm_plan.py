"""Problems whose trajectories have planted flaws: what the scripted parties follow, and what a test expects of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from schemas.curate_run import Fate
from schemas.trajectory import Trigger

T = Trigger
WORDS = (
    "Workshop {number} builds crates. A crate brings {price} dollars and takes {hours} hours; there are {limit} hours, "
    "and only whole crates can be sold. How many dollars can it make at most?"
)
LONG = 100_000
"""From this number on problems are sound, and their trajectories run four programs."""
LATER = (T.manual_verification, T.no_sanity_check, T.flawed_model, T.implementation_error, T.protocol_violation)
"""Flaws that may come after a hint; the others only begin a trajectory."""


@dataclass(frozen=True)
class Planned:
    """One problem and what is planted in its trajectories."""

    number: int
    price: int
    hours: int
    limit: int
    plan: tuple[Trigger, ...]
    """The flaws in their order, one more after each hint."""
    wrong: bool = False
    """Whether the reasoner's last word is wrong, and nobody sees why."""
    leaks: int = 0
    """How many of the intervener's first answers tell the right one."""
    ambiguous: bool = False
    """Whether the intervener never gives a span that stands there once."""
    blocks: int = 1
    """Programs that a sound trajectory runs."""

    @property
    def statement(self) -> str:
        """The problem's words."""
        return WORDS.format(number=self.number, price=self.price, hours=self.hours, limit=self.limit)

    @property
    def best(self) -> int:
        """The optimum."""
        return self.price * (self.limit // self.hours)

    def looks(self, most: int) -> list[Trigger | None]:
        """What the looks at its trajectory find, with so many hints at most."""
        if self.ambiguous:
            return [None]
        return [*self.plan[: most + 1], *([None] if len(self.plan) <= most else [])]

    def hints(self, most: int) -> int:
        """Hints that are placed."""
        return 0 if self.ambiguous else min(len(self.plan), most)

    def fate(self, most: int) -> Fate:
        """What becomes of it."""
        if self.ambiguous:
            return Fate.intervener_unusable
        if len(self.plan) > most:
            return Fate.too_many_hints
        return Fate.wrong_answer if self.wrong else Fate.golden

    def right_at(self, step: int) -> bool:
        """Whether the text with so many hints answers rightly, by box and solver."""
        if step >= len(self.plan):
            return not self.wrong
        return self.plan[step] in (T.manual_verification, T.no_sanity_check, T.protocol_violation)


def planned(number: int, seed: int = 0) -> Planned:
    """The problem of a number."""
    rng = Random(f"{seed}/{number}")
    hours = rng.randint(3, 9)
    if number >= LONG:
        return Planned(number=number, price=7, hours=hours, limit=100 * hours + 1, plan=(), blocks=4)
    steps = rng.choices(range(7), (30, 22, 16, 12, 8, 6, 6))[0]
    first = [rng.choice(tuple(T))] if steps else []
    plan = tuple(first + [rng.choice(LATER) for _ in range(steps - 1)])
    odd = rng.random()
    return Planned(
        number=number,
        price=rng.randint(11, 97),
        hours=hours,
        limit=hours * rng.randint(8, 60) + rng.randint(1, hours - 1),
        plan=plan,
        wrong=odd < 0.08,
        leaks=1 if 0.08 <= odd < 0.2 and plan else 0,
        ambiguous=0.2 <= odd < 0.25 and bool(plan),
    )


def write_set(path: Path, numbers: Iterable[int]) -> Path:
    """The problems of some numbers as a benchmark file."""
    rows = [{"id": each.number, "question": each.statement, "answer": each.best} for each in map(planned, numbers)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path
