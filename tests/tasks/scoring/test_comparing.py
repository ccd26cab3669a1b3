from schemas.rule import DEFAULT_RULE
from schemas.score import Reason, Score
from schemas.solve import SolverName
from tasks.scoring.comparing import comparison_rows


def scores(solver: SolverName, right: int, items: int = 10) -> list[Score]:
    """Verdicts on so many items, of which the first ones are right."""
    return [
        Score(
            rollout_id=f"r{number}",
            set="test",
            item_id=f"q{number}",
            sample=0,
            solver=solver,
            labels="test",
            rule=DEFAULT_RULE,
            correct=number < right,
            reason=Reason.optimal_value if number < right else Reason.wrong_value,
            label="4",
        )
        for number in range(items)
    ]


def test_each_solver_has_base_tuned_and_their_difference_with_intervals():
    copt, highs = SolverName.copt, SolverName.highs
    rows = comparison_rows([*scores(copt, 2), *scores(highs, 5)], [*scores(copt, 9), *scores(highs, 5)], DEFAULT_RULE)
    assert [(row["solver"], row["model"], row["right"]) for row in rows] == [
        *(("copt", "base", 2), ("copt", "tuned", 9), ("copt", "difference", 7)),
        *(("highs", "base", 5), ("highs", "tuned", 5), ("highs", "difference", 0)),
    ]
    assert (rows[1]["share"], rows[1]["interval"]) == ("90.0 %", "59.6 to 98.2 %")
    assert (rows[2]["share"], rows[2]["p"]) == ("+70.0 points", 0.0156)  # 2 / 2**7
    assert rows[5]["interval"] == "-23.1 to +23.1 points"
