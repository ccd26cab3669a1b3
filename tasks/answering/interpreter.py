"""The way of CALM's reasoner: it thinks at length, may run Python on the way, and ends in a boxed answer.

The trajectory is one text: reasoning, ```` ```python ```` blocks, and behind each that ran an ```` ```output ````
block.
A model that goes on behind its block as if it knew the output is cut off there: only what ran counts.
"""

import re

from schemas.rollout import Answering
from schemas.solve import Solve
from schemas.teacher import Message, Purpose
from tasks.answering.asking import Conversation
from tasks.sandbox.door import Door
from tasks.teacher.asking import render_prompt
from tasks.teacher.teacher import Unanswerable

BLOCK = re.compile(r"^[ \t]*```python[ \t]*\n(.*?)^[ \t]*```[ \t]*$", re.DOTALL | re.MULTILINE)
SHOWN = 2_000
"""Characters of a block's output that come back."""
MOST_TURNS = 16
"""Requests for one trajectory, empty ones included."""
USED_UP = "No further block is run. Give the answer in \\boxed{} now."


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
        block = BLOCK.search(said)
        boxed = read_boxed(said)
        if block is None or (boxed is not None and said.find("\\boxed") < block.start()):
            self.keep(said)
            return None
        self.keep(said[: block.end()])
        if self.executions >= self.talk.spec.executions:
            return USED_UP
        self.executions += 1
        output = f"```output\n{self.run(block[1])}\n```"
        self.text += f"\n{output}\n"
        return output

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


def shown(solve: Solve) -> str:
    """What a block's writer sees: what it printed, and why it failed."""
    failed = f"\n{solve.error}" if solve.error else ""
    return f"{solve.stdout.rstrip()[-SHOWN:]}{failed}".strip() or "(no output)"


def read_boxed(text: str) -> str | None:
    r"""What stands in the last `\boxed{}`, braces inside it included; None: there is none that is closed."""
    start = text.rfind("\\boxed{")
    if start < 0:
        return None
    depth, inner = 0, start + len("\\boxed{")
    for at in range(inner, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth < 0:
            return text[inner:at]
    return None
