"""Forty completions, and what EVOM's reward pays for each, worked out by hand from its definition."""

from typing import NamedTuple


class Paid(NamedTuple):
    """A completion, the label, and what its form and its answer earn."""

    text: str
    label: str
    form: float
    answer: float


def tagged(program: str) -> str:
    """A completion in the whole form."""
    return f"<think>A plan.</think>\n<code>\n{program}\n</code>"


MODEL = """import pulp
m = pulp.LpProblem("p", pulp.LpMaximize)
x = pulp.LpVariable("x", 0{cap})
m += 7 * x
m += 2 * x <= {limit}{more}
m.solve(pulp.PULP_CBC_CMD(msg=0))
print({told})"""


def model(limit: str = "9", told: str = "pulp.value(m.objective)", more: str = "", cap: str = ", cat='Integer'") -> str:
    """A program for PuLP: seven times a whole x, twice of which is at most a limit."""
    return MODEL.format(limit=limit, told=told, more=more, cap=cap)


LESS = "print('No Best Solution')"
FULL = [
    # The answer: absolute 1e-4, relative 1e-4, or the status.
    Paid(tagged(model()), "28", 1.0, 1.0),
    Paid(tagged(model()), "28.0", 1.0, 1.0),
    Paid(tagged(model()), "31.5", 1.0, 0.0),
    Paid(tagged(model(cap="")), "31.5", 1.0, 1.0),
    Paid(tagged(model(cap="")), "28", 1.0, 0.0),
    Paid(tagged("print(28.0)"), "28", 1.0, 1.0),
    Paid(tagged("print('Optimal value: 28')"), "28", 1.0, 1.0),
    Paid(tagged("print('Optimal value: 27')"), "28", 1.0, 0.0),
    Paid(tagged("print(28.0027)"), "28", 1.0, 1.0),
    Paid(tagged("print(28.0029)"), "28", 1.0, 0.0),
    Paid(tagged("print(1000.09)"), "1000", 1.0, 1.0),
    Paid(tagged("print(1000.11)"), "1000", 1.0, 0.0),
    Paid(tagged("print(0.00009)"), "0", 1.0, 1.0),
    Paid(tagged("print(0.00011)"), "0", 1.0, 0.0),
    Paid(tagged("print(0.00059)"), "0.0005", 1.0, 1.0),
    Paid(tagged("print(0.00061)"), "0.0005", 1.0, 0.0),
    Paid(tagged("print(-28.0)"), "28", 1.0, 0.0),
    Paid(tagged("print(-28.002)"), "-28", 1.0, 1.0),
    Paid(tagged(LESS), "No Best Solution", 1.0, 1.0),
    Paid(tagged(LESS), "28", 1.0, 0.0),
    Paid(tagged("print(28.0)"), "No Best Solution", 1.0, 0.0),
    Paid(tagged(model(more="\nm += x >= 9", told="'done'")), "No Best Solution", 1.0, 1.0),
    Paid(tagged(model(more="\nm += x >= 9", told="'done'")), "infeasible", 1.0, 1.0),
    Paid(tagged(model(more="\nm += x >= 9", told="'done'")), "unbounded", 1.0, 0.0),
    Paid(tagged(model(limit="9 + 2 * x", cap="", told="'done'")), "unbounded", 1.0, 1.0),
    Paid(tagged("raise ValueError(28)"), "28", 1.0, 0.0),
    Paid(tagged("print(28.0)\nraise SystemExit(3)"), "28", 1.0, 0.0),
    Paid(tagged("```python\nprint(28.0)\n```"), "28", 1.0, 1.0),
    Paid(tagged("x ="), "28", 1.0, 0.0),
    Paid(tagged("pass"), "28", 1.0, 0.0),
    # The form: an eighth for each tag that occurs once, a half for the whole.
    Paid("", "28", 0.0, 0.0),
    Paid("print(28.0)", "28", 0.0, 0.0),
    Paid("```python\nprint(28.0)\n```", "28", 0.0, 0.0),
    Paid("<code>print(28.0)</code>", "28", 0.25, 1.0),
    Paid("<think>A plan.</think> print(28.0)", "28", 0.25, 0.0),
    Paid(f"Here: {tagged('print(28.0)')}", "28", 0.5, 1.0),
    Paid("<code>print(28.0)</code><think>A plan.</think>", "28", 0.5, 1.0),
    Paid(f"<think>{tagged('print(28.0)')}", "28", 0.375, 1.0),
    Paid(f"{tagged('print(27.0)')}<code>print(28.0)</code>", "28", 0.25, 1.0),
    Paid("<think>A plan.</think><code>print(28.0)", "28", 0.375, 0.0),
]
