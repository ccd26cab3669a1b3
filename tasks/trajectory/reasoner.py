"""A reasoner with an interpreter: it writes, its blocks run, and it goes on behind their outputs until it has done.

All is one text, gone on with where it breaks off, be it behind an output or behind a hint. A reasoner that goes on
behind its block as if it knew the output is cut off there: only what ran counts.
"""

from collections.abc import Callable
from typing import NamedTuple

from schemas.curate_spec import CurateSpec
from schemas.solve import Solve
from schemas.teacher import Completion, Message, Prompt, Purpose, Sampling
from schemas.trajectory import Author, Execution, Finish, Trajectory
from tasks.teacher.asking import render_prompt
from tasks.teacher.teacher import Unanswerable
from tasks.trajectory.protocol import STOP, USED_UP, next_block, output_block, shown, spoken
from tasks.trajectory.tokens import Count
from tasks.trajectory.voice import Voice

SPARE_TURNS = 4
"""Requests beyond one a block: some of them give nothing new."""
BOX = "\\boxed{"
Run = Callable[[str, str], Execution]
"""Runs a block; takes the text up to its end, and its source."""


class Protocol(NamedTuple):
    """What every trajectory of a run keeps to."""

    spec: CurateSpec
    tokens: Count
    run: Run


def first_prompt(spec: CurateSpec, statement: str, sample: int = 0) -> Prompt:
    """What a reasoner is told before it begins."""
    variables = {"statement": statement, "solver": spec.solver.value, "executions": spec.executions}
    asked = render_prompt("reason", Purpose.reason, variables, Sampling(), sample)
    return asked.model_copy(update={"variables": {}, "stop": STOP})


def executed(spec: CurateSpec, source: str, solve: Solve) -> Execution:
    """What is kept of a block that ran."""
    return Execution(
        source=source,
        status=solve.status,
        objective=solve.objective,
        solves=solve.solves,
        error=solve.error or "",
        shown=shown(solve, spec.output_characters),
        wall_seconds=solve.wall_seconds,
    )


class Reasoner:
    """The reasoner of one trajectory."""

    def __init__(self, voice: Voice, asked: Prompt, protocol: Protocol) -> None:
        """Take who speaks, what it was told, and the rules."""
        self.voice, self.asked, self.protocol = voice, asked, protocol

    def go_on(self, begun: Trajectory) -> Trajectory:
        """Go on to the end, from the beginning or from a hint."""
        now = begun
        for _ in range(self.protocol.spec.executions + SPARE_TURNS):
            if (room := self.room(now)) <= 0:
                return now.finished(Finish.too_long)
            try:
                said = self.say(now.text, room)
            except Unanswerable as error:
                return now.finished(Finish.unanswered, f"{error.reason.value}: {error}")
            now = self.heard(now, said)
            if now.finish is not Finish.broken_off:
                return now
        return now.finished(Finish.stopped)

    def room(self, now: Trajectory) -> int:
        """Tokens that may still be written."""
        return self.voice.spec.max_tokens - self.protocol.tokens(now.text)

    def say(self, begun: str, room: int) -> Completion:
        """What comes behind a text."""
        if not begun:
            return self.voice.say(self.asked, room)
        messages = (*self.asked.messages, Message(role="assistant", content=begun))
        return self.voice.say(self.asked.model_copy(update={"messages": messages, "continues": True}), room)

    def heard(self, now: Trajectory, said: Completion) -> Trajectory:
        """With what was said, up to the end of a block that runs, or to the end."""
        before, whole = now.text, now.text + said.text
        block = next_block(whole, len(before))
        boxed = spoken(whole).find(BOX, len(before))
        if block and (boxed < 0 or boxed > block.start):
            ahead = now.added(Author.reasoner, said.text[: block.end - len(before)])
            return self.answered(ahead, block.inside)
        end = block.start - len(before) if block else len(said.text)
        finish = Finish.boxed if boxed >= 0 else Finish.too_long if said.finish_reason == "length" else Finish.stopped
        return now.added(Author.reasoner, said.text[:end]).finished(finish)

    def answered(self, now: Trajectory, source: str) -> Trajectory:
        """With the output of a block; one too many is not run."""
        ran = sum(execution.status is not None for execution in now.executions)
        if ran >= self.protocol.spec.executions:
            execution = Execution(source=source, shown=USED_UP)
        else:
            execution = self.protocol.run(now.text, source)
        return now.ran(execution, output_block(now.text, execution.shown))
