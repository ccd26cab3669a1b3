"""The way of CALM's reasoner: it thinks at length, may run Python on the way, and ends in a boxed answer.

The trajectory is one text: reasoning, ```` ```python ```` blocks, and behind each that ran an ```` ```output ````
block.
A model that goes on behind its block as if it knew the output is cut off there: only what ran counts.
"""

from schemas.rollout import Answering
from schemas.teacher import Message, Purpose
from tasks.answering.asking import Conversation
from tasks.sandbox.door import Door
from tasks.teacher.asking import render_prompt
from tasks.teacher.teacher import Unanswerable
from tasks.trajectory.protocol import USED_UP, next_block, output_block, read_boxed, shown, spoken

MOST_TURNS = 16
"""Requests for one trajectory, empty ones included."""


def interpreter(talk: Conversation, statement: str, door: Door) -> Answering:
    """Let the model reason, run its blocks, and go on until it boxes an answer."""
    variables = {"statement": statement, "solver": talk.seat.solver.value, "executions": talk.spec.executions}
    prompt = render_prompt("answer_interpreter", Purpose.answer, variables, talk.spec.model.sampling(0))
    trajectory = Trajectory(talk, door)
    messages = list(prompt.messages)
    for _ in range(MOST_TURNS):
        try:
            said = talk.ask(messages, prompt.template_hash)
        except Unanswerable as error:
            return talk.unanswered(trajectory.text, error)
        heard = trajectory.hear(said)
        if heard is None:
            break
        messages += [Message(role="assistant", content=trajectory.last), Message(role="user", content=heard)]
    return trajectory.answering()


class Trajectory:
    """What was said and what ran."""

    def __init__(self, talk: Conversation, door: Door) -> None:
        """Begin with nothing."""
        self.talk, self.door = talk, door
        self.text = self.last = ""
        self.executions = 0
        self.program: str | None = None

    def hear(self, said: str) -> str | None:
        """Take what the model said, and give what it hears next; None: it is done."""
        block = next_block(said, 0)
        if block is None or "\\boxed{" in spoken(said)[: block.start]:
            self.keep(said)
            return None
        self.keep(said[: block.end])
        if self.executions >= self.talk.spec.executions:
            return USED_UP
        self.executions += 1
        output = output_block(self.text, self.run(block.inside))
        self.text += output
        return output.strip()

    def keep(self, said: str) -> None:
        """Add what counts of what was said."""
        self.last = said
        self.text += said

    def run(self, source: str) -> str:
        """Run a block; of those that solved a model the last one is the answer's program."""
        solve = self.door.run_program(source, self.talk.seat.solver, self.talk.spec.limits)
        if solve.solves or self.program is None:
            self.program = source
        return shown(solve)

    def answering(self) -> Answering:
        """The answer: the last program that solved a model, and what was boxed."""
        complaint = "" if self.program else "no block of it ran"
        return self.talk.answering(
            self.text, self.program, boxed=read_boxed(self.text), executions=self.executions, complaint=complaint
        )
