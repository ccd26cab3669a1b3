import ast

import pytest

from tasks.procedural.dialects.layout import WIDTH, lay_out

LONG = {
    "a call's items": f"model.addConstr({' + '.join(f'make[{n}]' for n in range(20))} <= 4, name='total')",
    "a comprehension": f"make = {{(i, j): min({', '.join(map(str, range(40)))}) for i in ITEMS for j in WEEKS if j}}",
    "a sum of sums": f"return {' + '.join(f'sum(make[i, {n}] for i in ITEMS)' for n in range(5))} <= 4",
    "an unbracketed addition": f"model += {' - '.join(f'make[{n}]' for n in range(20))} == 4, 'total'",
    "a string with brackets": f"model.addVar(name='{'(a) + [b, '}', lb=0, ub={'1' * 80}, obj=3)",
}


def wrapped(line: str) -> str:
    """A function around a line, so that `return` may be parsed."""
    return f"def program():\n    {line}\n"


@pytest.mark.parametrize("line", LONG.values(), ids=LONG)
def test_a_long_line_becomes_short_ones_that_mean_the_same(line: str):
    laid = lay_out(wrapped(line))
    assert len(line) > WIDTH >= max(map(len, laid.splitlines()))
    assert ast.dump(ast.parse(laid)) == ast.dump(ast.parse(wrapped(line)))


def test_short_lines_and_comments_stay():
    program = f"x = f(1)  # one\n# {'long ' * 40}\n"
    assert lay_out(program) == program


def test_a_comment_behind_a_long_line_stands_above_it():
    assert lay_out(f"    x = f(1)  # {'why ' * 30}") == f"    # {'why ' * 30}\n    x = f(1)"


def test_what_has_no_place_to_be_cut_stays():
    assert lay_out("x" * 200) == "x" * 200
