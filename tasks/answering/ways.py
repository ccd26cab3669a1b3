"""How the answers of a run come about: one function for each way, all of the same shape."""

from collections.abc import Callable

from schemas.benchmark_item import BenchmarkItem
from schemas.benchmark_run import Seat
from schemas.benchmark_spec import BenchmarkSpec
from schemas.rollout import Answering, Way
from tasks.answering.agent import agent, find_agent
from tasks.answering.asking import Conversation, open_model
from tasks.answering.interpreter import interpreter
from tasks.answering.programs import one_shot, self_correction
from tasks.ledger import Ledger
from tasks.sandbox.door import Door

Respondent = Callable[[Seat], Answering]
"""Answers one seat."""


def respondent(spec: BenchmarkSpec, ledger: Ledger, door: Door, item_of: Callable[[Seat], BenchmarkItem]) -> Respondent:
    """Who answers the seats of a run, in the way that its spec names.

    Args:
        spec: what was chosen.
        ledger: where answers are kept.
        door: where programs run.
        item_of: gives a seat's item.

    Raises:
        TeacherRefused: the model can't be asked, or the agent can't be found.
    """
    model = open_model(spec, ledger)
    act = find_agent(spec.agent) if spec.way is Way.agent else None

    def answer(seat: Seat) -> Answering:
        talk, question = Conversation(model, spec, seat), item_of(seat).question
        if act is not None:
            return agent(talk, question, door, act)
        if spec.way is Way.interpreter:
            return interpreter(talk, question, door)
        if spec.way is Way.self_correction:
            return self_correction(talk, question, door)
        return one_shot(talk, question)

    return answer
