from pathlib import Path

import polars as pl

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, Rewarded
from schemas.score import Reason
from schemas.solve import SolverName
from tasks.reward.earnings import keep, publish_earnings
from tasks.trainer import folder


def batch(*texts: str) -> list[Completed]:
    question = PolicyQuestion(id="q", prompt=(), statement="", solver=SolverName.highs, answer="28")
    return [Completed(question=question, text=text) for text in texts]


RIGHT, WRONG = (
    Rewarded(reward=1.0, answer=1.0, reason=Reason.optimal_value),
    Rewarded(reward=0.0, reason=Reason.unreadable),
)


def test_answers_become_parquet_without_what_a_killed_writer_left_of_a_line(tmp_path: Path):
    keep(tmp_path / folder.EARNINGS, batch("first", "zw\u00f6lf\n"), [RIGHT, WRONG])
    with (tmp_path / folder.EARNINGS).open("a") as torn:
        torn.write('{"question_id":"q","sol')
    keep(tmp_path / folder.EARNINGS, batch("third"), [RIGHT])
    with (tmp_path / folder.EARNINGS).open("a") as torn:
        torn.write('{"question_id":"q","sol')
    found = pl.read_parquet(publish_earnings(tmp_path))
    assert found["text"].to_list() == ["first", "zw\u00f6lf\n", "third"]
    assert found["reward"].to_list() == [1.0, 0.0, 1.0]
    assert found["reason"].to_list() == ["optimal_value", "unreadable", "optimal_value"]
    assert pl.read_parquet(publish_earnings(tmp_path)).equals(found)
    assert [path.name for path in tmp_path.iterdir()] == [folder.ROLLOUTS]
