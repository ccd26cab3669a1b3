"""The rewards for those who train with verl: `reward.custom_reward_function.path` names this file.

verl calls `compute_score` from several processes, one answer at a time; each opens a court of its own, by the file that
the environment's `OPTMILL_REWARD` names.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, RewardSpec
from tasks.reward.court import Court

SPEC = "OPTMILL_REWARD"
"""Environment variable with the path of the reward's spec, as JSON."""


@lru_cache(maxsize=1)
def court() -> Court:
    """This process's court."""
    return Court(RewardSpec.model_validate_json(Path(os.environ[SPEC]).read_text(encoding="utf-8")))


def compute_score(
    data_source: str, solution_str: str, ground_truth: str, extra_info: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """What an answer earns, in verl's words.

    Args:
        data_source: of the row; all of ours are judged alike.
        solution_str: the answer.
        ground_truth: the label.
        extra_info: the row's `index`, `solver` and `statement`.
        more: what else verl gives.
    """
    _ = data_source, more
    question = PolicyQuestion(
        id=str(extra_info["index"]),
        prompt=(),
        statement=extra_info["statement"],
        solver=extra_info["solver"],
        answer=ground_truth,
    )
    earned = court().settle([Completed(question=question, text=solution_str)]).rewarded[0]
    return {"score": earned.reward, "acc": earned.answer, "form": earned.form, "reason": earned.reason.value}
