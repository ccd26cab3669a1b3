"""The service of rewards ends with its flow, whatever it is at."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from schemas.policy_question import PolicyQuestion
from schemas.reward import Completed, RewardName, RewardSpec
from schemas.solve import DoorName, Limits, SolverName
from tasks.trainer import folder
from tasks.trainer.rewarding import Rewards
from tests.mill import ROOT
from tests.processes import descendants, survivors
from tests.tasks.reward.completions import tagged

FLOW = """
import signal, sys, time
from pathlib import Path
from schemas.reward import RewardSpec
from tasks.reward.service import served

spec = RewardSpec.model_validate_json(sys.argv[1])
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit())
with served(spec, lambda number: None, Path(sys.argv[2])):
    time.sleep(600)
"""
"""What a flow does while its trainer runs, and how Prefect's worker has it end: by an exception, and an exit."""
SLOW = RewardSpec(name=RewardName.evom, door=DoorName.local, slots=1, limits=Limits(wall_seconds=60.0, memory_mib=2048))


def completed(program: str) -> Completed:
    """An answer with a program."""
    question = PolicyQuestion(id="q", prompt=(), statement="", solver=SolverName.pulp, answer="28")
    return Completed(question=question, text=tagged(program))


def settle_in_vain(rewards: Rewards, batch: Sequence[Completed]) -> None:
    """Ask for rewards that never come."""
    with suppress(OSError):
        rewards.settle(batch)


def test_a_flow_that_is_ended_amid_a_batch_of_slow_programs_waits_for_none_and_leaves_none(tmp_path: Path):
    flow = subprocess.Popen([sys.executable, "-c", FLOW, SLOW.model_dump_json(), tmp_path], cwd=ROOT)
    try:
        address = tmp_path / "rewards.json"
        while not (address.exists() and address.read_text()):
            assert flow.poll() is None
            time.sleep(0.02)
        rewards = Rewards(tmp_path)
        assert rewards.settle([completed("print(28.0)")]).rewarded[0].answer == 1
        assert '"answer":1.0' in (tmp_path / folder.EARNINGS).read_text()
        idle = descendants(flow.pid)
        Thread(target=settle_in_vain, args=(rewards, [completed("while True: pass")] * 20), daemon=True).start()
        while not (family := descendants(flow.pid)) - idle:
            time.sleep(0.02)
        flow.send_signal(signal.SIGTERM)
        assert flow.wait(10) == 0
        assert not survivors(family)
    finally:
        flow.kill()
