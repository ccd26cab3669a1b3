import json
from pathlib import Path

import pytest

from schemas.evaluation_spec import EvaluationSpec
from schemas.solve import SolverName
from tasks.seed_file import read_seeds
from tasks.solve_rate.questions import Question
from tasks.solve_rate.scoring import compare, paired_difference, score_answers

SEED = next(seed for seed in read_seeds() if seed.objective and seed.programs[0].solver is SolverName.copt)
RIGHT = f"Some words.\n\n```python\n{SEED.programs[0].source}\n```\n"
ANSWERS = {
    "right": RIGHT,
    "wrong": RIGHT,
    "claims": f"```python\nprint('Optimal objective value:', {SEED.objective})\n```",
    "broken": "```python\n1 / 0\n```",
    "silent": "I do not know.",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Answers of a model that is right once."""
    path = tmp_path_factory.mktemp("answers") / "answers.jsonl"
    path.write_text("".join(json.dumps({"id": name, "completion": text}) + "\n" for name, text in ANSWERS.items()))
    return path


def question(name: str) -> Question:
    """A question whose right answer is the seed's; not that of `wrong`."""
    value = (SEED.objective or 0.0) * (1.01 if name == "wrong" else 1)
    return Question(id=name, solver=SolverName.copt, answer=repr(value))


def test_an_answer_is_solved_by_the_solvers_own_object_and_not_by_what_is_printed(answers: Path):
    asked = [question(name) for name in (*ANSWERS, "unanswered")]
    rate = score_answers("model", asked, answers, EvaluationSpec())
    assert rate.solved_ids == ("right",)
    assert rate.endings == {"unreadable": 2, "solved": 1, "wrong_value": 1, "no_model": 1, "crashed": 1}
    assert rate.rate.low < 1 / 6 < rate.rate.high


def test_the_difference_counts_questions_that_one_model_alone_solves(answers: Path):
    asked = [question(name) for name in ANSWERS]
    one = score_answers("one", asked, answers, EvaluationSpec())
    none = one.model_copy(update={"solved": 0, "solved_ids": ()})
    found = compare(none, one)
    assert (found.only_base, found.only_tuned, found.difference.share) == (0, 1, pytest.approx(0.2))
    assert compare(one, one).difference.share == 0


def test_the_interval_of_a_difference_is_that_of_bonett_and_price():
    """Their formula by hand: 2 and 8 of 48 differ, so that shares are 9/50 and 3/50 and the half width 0.1317."""
    found = paired_difference(2, 8, 48)
    assert (found.low, found.high) == (pytest.approx(0.12 - 0.13166, abs=1e-4), pytest.approx(0.12 + 0.13166, abs=1e-4))
    assert found.share == pytest.approx(6 / 48)
