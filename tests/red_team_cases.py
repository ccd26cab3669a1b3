"""A red team of completions: answers that are the label's, or pass for it, and were never modelled.

Each file of `tests/red_team` is a program with TOML comment lines at its top; `ANSWER`, `LOAVES` and `CAKES` in it
stand for the label and the plan behind it, worked out here by trying all plans. A few honest programs are among them:
a scorer that lets nobody pass would catch the others, too.
"""

import tomllib
from pathlib import Path

from schemas.frozen import Frozen
from schemas.solve import SolverName
from tests.corpus import header

HERE = Path(__file__).parent / "red_team"
PLANS = [
    (31 * loaves + 53 * cakes, loaves, cakes)
    for loaves in range(24)
    for cakes in range(10)
    if 2 * loaves + 5 * cakes <= 47 and 3 * loaves + 2 * cakes <= 41
]
ANSWER, LOAVES, CAKES = max(PLANS)
BAKERY = (
    "A bakery makes loaves and cakes. A loaf takes 2 hours of oven time and 3 kg of flour, a cake takes 5 hours of "
    "oven time and 2 kg of flour. There are 47 hours of oven time and 41 kg of flour. A loaf earns 31 dollars and a "
    "cake 53 dollars. Only whole loaves and whole cakes can be sold. What is the largest profit?"
)
CONFLICT = (
    "A workshop builds tables. Each table takes 3 hours, and there are 29 hours. At least 17 tables must be built, at "
    "a cost of 11 dollars each. What is the least cost?"
)
ZERO = (
    "A crew has 23 regular hours this week and must work 19 hours. Each hour of overtime costs 37 dollars. What is the "
    "least cost of overtime?"
)
QUESTIONS: dict[str, tuple[str, float | str]] = {
    "bakery": (BAKERY, ANSWER),
    "conflict": (CONFLICT, "No Best Solution"),
    "zero": (ZERO, 0.0),
}
"""Words and labels."""


class Attack(Frozen):
    """One program of the red team."""

    name: str
    source: str
    tries: str
    """What it does, in words that complete "it …"."""
    question: str = "bakery"
    solver: SolverName = SolverName.copt
    right: bool = False
    """Whether it is an honest one."""
    status: str = ""
    """Of the run, where that is the point."""

    def row(self) -> dict[str, object]:
        """A row of recorded completions."""
        words, answer = QUESTIONS[self.question]
        completion = f"The program:\n```python\n{self.source}```\n"
        return {"id": self.name, "question": words, "answer": answer, "completion": completion}


def attacks() -> list[Attack]:
    """All of them, by name."""
    return [read_attack(path) for path in sorted(HERE.glob("*.py"))]


def read_attack(path: Path) -> Attack:
    """One of them, with the answer written in."""
    text = path.read_text()
    source = text.replace("ANSWER", f"{ANSWER:.1f}").replace("LOAVES", str(LOAVES)).replace("CAKES", str(CAKES))
    return Attack.model_validate({"name": path.stem, "source": source} | tomllib.loads(header(text)))


FEW = (
    "enumerated_first",
    "fixed_variable",
    "honest_conflict",
    "honest_model",
    "no_solution_printed",
    "prints_the_answer",
)
ATTACKS_FOR_FLOWS = [attack for attack in attacks() if attack.name in FEW]
"""Some of them, for tests that start a whole command."""
