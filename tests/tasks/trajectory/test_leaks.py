"""A hint that tells the right answer is seen in whatever notation, and one that does not is let through."""

import pytest

from schemas.label import Label, LabelKind
from tasks.trajectory.leaks import leaks


def optimum(value: float) -> Label:
    return Label(kind=LabelKind.optimal_value, value=value)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (1234.5, "It should be 1,234.5."),
        (1234.0, "About 1 234 units."),
        (1234.0, "1.234 Euro"),
        (1234.0, "1'234"),
        (1234.0, "\\(1{,}234\\)"),
        (1234.0, "1_234"),
        (1234567.0, "roughly 1.23 million"),
        (392_760.0, "some 393k"),
        (42.0, "forty-two of them"),
        (42.0, "Forty Two"),
        (42.0, "6 × 7"),
        (42.0, "six times seven"),
        (42.0, "2 * 20 + 2"),
        (42.0, "４２ or ٤٢"),
        (42.0, "4.2e1"),
        (4200.0, "4.2 \\times 10^{3}"),
        (1000.0, "10^3"),
        (10.5, "21/2"),
        (10.5, "\\frac{21}{2}"),
        (0.25, "25 %"),
        (0.75, "three quarters"),
        (24.0, "two dozen"),
        (1_200_000.0, "one million two hundred thousand"),
        (-42.0, "minus 42"),
        (798.04, "near 798"),
        (0.0, "nothing but 0"),
    ],
)
def test_every_notation_is_seen(value: float, hint: str):
    assert leaks(hint, optimum(value), "A baker bakes.")


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (1234.5, "I should declare the variables as integers and run it again."),
        (42.0, "The 2 constraints of step 4 are missing."),
        (42.0, "Let me use pulp2 or a bound of 41."),
        (10.0, "I'd better write one whole program.\n\n```python"),
        (1234.5, "About a thousand loaves cannot be."),
    ],
)
def test_other_numbers_are_let_through(value: float, hint: str):
    assert not leaks(hint, optimum(value), "A baker bakes.")


def test_what_stood_there_before_is_no_leak():
    assert not leaks("The solver says 1,234.5, so I trust it.", optimum(1234.5), "objective 1234.5")
    assert leaks("The solver says 1,234.5, so I trust it.", optimum(1234.5), "objective 1250 and 12")


def test_that_there_is_no_solution_is_an_answer_too():
    label = Label(kind=LabelKind.infeasible)
    assert leaks("Perhaps this is infeasible.", label, "A baker bakes.")
    assert not leaks("Perhaps this is infeasible.", label, "Status: Infeasible")


def test_each_of_several_values_is_an_answer():
    label = Label(kind=LabelKind.several, named={"cost": 99.5, "loaves": 17.0})
    assert leaks("It bakes seventeen loaves.", label, "") and leaks("99.5", label, "")


@pytest.mark.parametrize("before", ["1e" + "1" * 5000, "2 \\times 10^{" + "1" * 5000 + "}"], ids=["e", "times"])
def test_a_power_of_any_length_is_read(before: str):
    assert leaks("It is 42.", optimum(42.0), before)
