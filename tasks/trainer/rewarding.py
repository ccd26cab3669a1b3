"""Asks the reward service that the flow runs beside the trainer."""

import urllib.request
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, Output, RewardedBatch
from schemas.reward_address import RewardAddress
from tasks.trainer import folder

BATCH = TypeAdapter(tuple[Completed, ...])
BLOCKS = TypeAdapter(tuple[tuple[PolicyQuestion, str], ...])
OUTPUTS = TypeAdapter(list[Output])
NUMBERS = TypeAdapter(tuple[int, ...])
QUESTIONS = TypeAdapter(list[PolicyQuestion])
WAIT_SECONDS = 3600.0
"""For an answer; a batch of programs that all run into their limits takes minutes."""


class Rewards:
    """A service of rewards, as the trainer sees it. Where it fails, the training ends, to be resumed."""

    def __init__(self, output: Path) -> None:
        """Find it by the file that the flow left in the training's folder."""
        text = (output / folder.REWARDS).read_text(encoding="utf-8")
        self.address = RewardAddress.model_validate_json(text)

    def settle(self, batch: Sequence[Completed]) -> RewardedBatch:
        """What completions earn."""
        return RewardedBatch.model_validate_json(self.post("/rewards", BATCH.dump_json(tuple(batch))))

    def run(self, blocks: Sequence[tuple[PolicyQuestion, str]]) -> list[Output]:
        """What blocks of code print."""
        return OUTPUTS.validate_json(self.post("/outputs", BLOCKS.dump_json(tuple(blocks))))

    def questions(self, numbers: Sequence[int]) -> list[PolicyQuestion]:
        """Procedural questions by number."""
        return QUESTIONS.validate_json(self.post("/questions", NUMBERS.dump_json(tuple(numbers))))

    def post(self, path: str, body: bytes) -> bytes:
        """Ask."""
        headers = {"Authorization": f"Bearer {self.address.token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.address.url + path, data=body, headers=headers)  # noqa: S310 - our own flow's address
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as response:  # noqa: S310 - likewise
            return response.read()
