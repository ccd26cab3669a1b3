"""Choices of two products, in words and with a program for PuLP: the synthetic language that small models learn."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

THINGS = ("desk", "chair", "lamp", "shelf", "table", "stool", "bench", "crate", "door", "frame")
MAKERS = ("A joiner", "A workshop", "A firm", "A school", "A prison", "A family")
PROGRAM = """```python
import pulp
m = pulp.LpProblem("p", pulp.Lp{aim})
x = pulp.LpVariable("x", {low}, {high}, "Integer")
y = pulp.LpVariable("y", 0, None, "Integer")
m += {a}*x + {b}*y
m += {c}*x + {d}*y {sign} {e}
m.solve(pulp.PULP_CBC_CMD(msg=0))
print(pulp.value(m.objective))
```"""


@dataclass(frozen=True)
class Problem:
    """One problem of the synthetic language."""

    words: str
    program: str
    objective: int
    numbers: dict[str, Any]
    """What the program's holes are filled with."""


def make_problem(random: Random) -> Problem:
    """A choice of two products: profit under a limit on hours, or cost above a demand, with a bound on the first."""
    first, second = random.sample(THINGS, 2)
    a, b, c, d = (random.randint(1, 9) for _ in range(4))
    e, bound = random.randint(10, 60), random.randint(1, 4)
    maker = random.choice(MAKERS)
    if random.random() < 0.5:
        words = (
            f"{maker} makes {first}s and {second}s. A {first} earns {a} and takes {c} hours, a {second} earns {b} and "
            f"takes {d}. There are {e} hours, and no more than {bound} {first}s are sold. What is the most profit?"
        )
        low, high, aim, sign = 0, bound, "Maximize", "<="
    else:
        words = (
            f"{maker} buys {first}s and {second}s. A {first} costs {a} and seats {c}, a {second} costs {b} and seats "
            f"{d}. At least {e} must sit, and no fewer than {bound} {first}s are wanted. What is the least cost?"
        )
        low, high, aim, sign = bound, None, "Minimize", ">="
    numbers = {"aim": aim, "low": low, "high": high, "a": a, "b": b, "c": c, "d": d, "e": e, "sign": sign}
    return Problem(words, PROGRAM.format(**numbers), best((a, b, c, d), e, (low, high)), numbers)


def best(coefficients: tuple[int, int, int, int], limit: int, bounds: tuple[int, int | None]) -> int:
    """The optimum, by trying every number of the first; coefficients are positive."""
    a, b, c, d = coefficients
    low, high = bounds
    if high is None:
        return min(a * x + b * max(0, -((c * x - limit) // d)) for x in range(low, limit + low + 1))
    return max(a * x + b * ((limit - c * x) // d) for x in range(low, high + 1) if c * x <= limit)


def different_problems(seed: int) -> Iterator[Problem]:
    """Problems without end, none of them twice."""
    random, seen = Random(seed), set[str]()
    while True:
        problem = make_problem(random)
        if problem.words not in seen:
            seen.add(problem.words)
            yield problem
