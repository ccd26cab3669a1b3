"""What a program prints as its answer is read as a claim."""

import pytest

from tasks.sandbox.claims import read_claim

ANSWERS = {
    "Just print the best solution: 12.5\n": 12.5,
    "Optimal Objective Value: 1,234,567.89\nx: 3.0\ny: 4.0\n": 1234567.89,
    "Best objective: 1\nObjective value = 12,345.5\n": 12345.5,
    "The maximum profit is $1200\n": 1200,
    "Minimum total cost (in $1000): 350\n": 350,
    "Objective for scenario 2: 17\n": 17,
    "Optimal value of the objective function is -3.5e-2\n": -0.035,
    "x = 2\ny = 0\n25\n": 25,
    "  -7.0  \n\n": -7,
    "Total cost: 80\nTime: 3 s\n": 80,
    "Best objective -7.000000000000e+00, best bound -7.000000000000e+00, gap 0.0000%\n": -7,
    "Maximum number of units: 9\nTotal profit: 45\n": 45,
    "profit 40\n": 40,
    "Optimal total cost -> 350 units\n": 350,
    "Objective: 10, gap: 0.5%\n": 10,
    "infeasible at first\nObjective: 10\n": 10,
}


@pytest.mark.parametrize(("printed", "objective"), ANSWERS.items())
def test_the_number_that_is_called_the_answer_is_the_claim(printed: str, objective: float):
    claim = read_claim(printed)
    assert claim.objective == pytest.approx(objective)
    assert not claim.no_solution


@pytest.mark.parametrize(
    "printed",
    [
        "No Best Solution\n",
        "No optimal solution found.\n",
        "The model is infeasible",
        "Status: Unbounded",
        "Obj: 3\nno solution",
    ],
)
def test_words_for_no_solution_are_a_claim_too(printed: str):
    assert read_claim(printed) == (None, True)


@pytest.mark.parametrize("printed", ["", "hello\n", "x = 3\n", "solved in 0.2 seconds\n", "3 4\n", "gap: 0.0%\n"])
def test_other_output_claims_nothing(printed: str):
    assert read_claim(printed) == (None, False)


def test_a_flood_of_digits_is_read_quickly():
    assert read_claim("objective " + "1,2" * 30_000).no_solution is False
