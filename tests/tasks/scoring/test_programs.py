"""The program of an answer is found however it is dressed, and its named variable types are swapped as words."""

import pytest

from tasks.scoring.programs import find_program, with_other_types

CODE = "import coptpy\nx = 1"


@pytest.mark.parametrize(
    "completion",
    [
        f"## Model\nSome words.\n```python\n{CODE}\n```\nThat is all.",
        f"```py\n{CODE}\n```",
        f"```\n{CODE}\n```",
        f"```python\n{CODE}",
        "1. The program:\n   ```python\n" + "".join(f"   {line}\n" for line in CODE.split("\n")) + "   ```",
        f"   ```python\n{CODE}\n```",
        f"<think>\n```python\nwrong()\n```\n</think>\n```python\n{CODE}\n```",
        f"```python\ndraft()\n```\nBetter:\n```python\n{CODE}\n```",
        f"<think>hm</think><code>\n{CODE}\n</code>",
        f"<python>\n```python\n{CODE}\n```\n</python>",
        f"<think>\nOnly here:\n```python\n{CODE}\n```\n</think>\nI give up.",
        CODE,
    ],
)
def test_the_last_program_is_found(completion: str):
    found = find_program(completion)
    assert found is not None and found.strip("\n") == CODE


@pytest.mark.parametrize("completion", ["", "I can't do that.", "```json\n{}\n```", "```python\n\n```"])
def test_an_answer_without_a_program_has_none(completion: str):
    assert find_program(completion) is None


@pytest.mark.parametrize(
    ("source", "swapped"),
    [
        ("m.addVar(vtype=COPT.INTEGER)", "m.addVar(vtype=COPT.CONTINUOUS)"),
        ("m.addVar(vtype=GRB.CONTINUOUS)", "m.addVar(vtype=GRB.INTEGER)"),
        ("a = GRB.INTEGER; b = GRB.CONTINUOUS", "a = GRB.CONTINUOUS; b = GRB.CONTINUOUS"),
        ("LpVariable('x', cat='Integer')", "LpVariable('x', cat='Continuous')"),
        ("solver.NumVar(0, 1, 'x')", "solver.IntVar(0, 1, 'x')"),
        ("Var(within=NonNegativeIntegers)", "Var(within=NonNegativeReals)"),
        ("h.HighsVarType.kInteger", "h.HighsVarType.kContinuous"),
        ("m.addVar(vtype='I')", "m.addVar(vtype='C')"),
    ],
)
def test_named_types_are_swapped(source: str, swapped: str):
    assert with_other_types(source) == swapped


def test_a_program_that_names_no_type_stays_as_it_is():
    assert with_other_types("m.addVar(lb=0)") is None
