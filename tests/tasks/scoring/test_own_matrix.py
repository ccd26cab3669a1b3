"""The matrix on programs of our own, whose optima and flips are known in closed form; it never skips."""

from typing import NamedTuple

import pytest

from schemas.benchmark_item import BenchmarkItem, BenchmarkSet
from schemas.label import Label, LabelKind
from schemas.score import Reason
from schemas.solve import SolverName
from tasks.scoring.rules import RULES
from tasks.scoring.scorer import Scorer
from tests.tasks.scoring.scored import Verdicts, right, run_set, verdicts

STRICT = {"relative-1e-6", "optmath-paper", "sirl"}
TAKEN: dict[float, set[str]] = {
    0.0: set(RULES),
    5e-5: set(RULES) - STRICT - {"optibench"},
    5e-4: {"calm", "orlm", "evom"},
    0.03: {"orlm", "evom"},
    0.08: set(),
}
"""Relative distance of the label from the optimum, and the rules that forgive it."""
PROGRAM = {
    SolverName.copt: """\
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
pots = model.addVar({copt}name="pots")
cups = model.addVar({copt}name="cups")
model.addConstr({clay} * pots + {less} * cups <= {stock})
model.addConstr(cups <= 1)
model.setObjective({price} * pots + cups, COPT.MAXIMIZE)
model.solve()
""",
    SolverName.pulp: """\
import pulp

model = pulp.LpProblem("pots", pulp.LpMaximize)
pots = pulp.LpVariable("pots", lowBound=0{pulp})
cups = pulp.LpVariable("cups", lowBound=0{pulp})
model += {price} * pots + cups
model += {clay} * pots + {less} * cups <= {stock}
model += cups <= 1
model.solve(pulp.PULP_CBC_CMD(msg=False))
""",
}
TYPES = {
    "integer": ("vtype=COPT.INTEGER, ", ', cat="Integer"'),
    "continuous": ("vtype=COPT.CONTINUOUS, ", ', cat="Continuous"'),
}
WORDS = (
    "A potter sells pots for {price} dollars and cups for 1 dollar. A pot takes {clay} kg of clay, a cup {less} kg, "
    "and there are {stock} kg. At most 1 cup can be sold. What is the largest revenue?"
)


class Case(NamedTuple):
    """One program: the type that it names, the type that the label is for, and how far off the label is."""

    number: int
    solver: SolverName
    named: str
    """`integer`, `continuous`, or empty: it names none, and its library takes continuous."""
    labelled: str
    off: float = 0.0

    @property
    def data(self) -> dict[str, int]:
        clay = 2 * (3 + self.number)
        return {"price": 9_000 + 10 * self.number, "clay": clay, "less": 4 * clay, "stock": clay * 5 // 2}

    @property
    def label(self) -> Label:
        """Two and a half pots, or two whole ones: a cup takes more clay than is left, or than it earns."""
        pots = 2 if self.labelled == "integer" else 2.5
        return Label(kind=LabelKind.optimal_value, value=pots * self.data["price"] * (1 + self.off))

    def item(self) -> BenchmarkItem:
        types = TYPES.get(self.named, ("", ""))
        source = PROGRAM[self.solver].format(**self.data, copt=types[0], pulp=types[1])
        return BenchmarkItem(
            id=self.name,
            question=WORDS.format(**self.data),
            label=self.label,
            completions=(f"```python\n{source}```",),
            line=self.number,
        )

    @property
    def name(self) -> str:
        return f"{self.number}-{self.solver.value}-{self.named or 'unnamed'}-{self.labelled}-{self.off:g}"

    def takers(self) -> set[str]:
        """Rules that must find it right."""
        if (self.named or "continuous") == self.labelled:
            return TAKEN[self.off]
        return {"optmath-paper", "sirl"} if self.named else {"optmath-paper"}


KINDS = [
    *((kind, kind, off) for kind in ("integer", "continuous") for off in TAKEN),
    ("", "continuous", 0.0),
    ("integer", "continuous", 0.0),
    ("continuous", "integer", 0.0),
    ("", "integer", 0.0),
]
CASES = [
    Case(len(KINDS) * at + number, solver, *kind)
    for at, solver in enumerate((SolverName.copt, SolverName.pulp, SolverName.copt))
    for number, kind in enumerate(KINDS)
]


@pytest.fixture(scope="module")
def matrix(scorer: Scorer) -> Verdicts:
    own = BenchmarkSet(name="own", items=tuple(case.item() for case in CASES), source="own", checksum="own")
    return verdicts(run_set(scorer, own, {case.name: case.solver for case in CASES}), own)


def test_there_are_enough_programs():
    assert len(CASES) == len({case.name for case in CASES}) >= 30


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_finds_exactly_those_right_that_it_must(matrix: Verdicts, rule: str):
    assert right(matrix, rule) == {case.name for case in CASES if rule in case.takers()}


def test_the_counts_from_strict_to_lenient_are_those_worked_out_beforehand(matrix: Verdicts):
    rules = ("relative-1e-6", "relative-1e-4", "calm", "stepopt-code", "orlm", "optmath-paper", "sirl")
    assert [len(right(matrix, rule)) for rule in rules] == [9, 15, 21, 15, 27, 18, 15]


def test_the_wrong_type_is_suspected_and_another_value_is_just_wrong(matrix: Verdicts):
    found = matrix["relative-1e-4"]
    for case in CASES:
        if case.name in right(matrix, "relative-1e-4"):
            continue
        other_type = (case.named or "continuous") != case.labelled
        assert found[case.name][1] is (Reason.wrong_type_suspected if other_type else Reason.wrong_value), case.name
