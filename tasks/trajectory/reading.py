"""Reads a trajectory back from its text alone: who wrote what, and what its blocks came to, as far as outputs tell."""

import re

from schemas.solve import TerminationStatus
from schemas.trajectory import Author, Execution, Finish, Segment, Trajectory
from tasks.trajectory.protocol import Fence, fences, spoken

FAILED = re.compile(r"^\w*(?:Error|Exception)\b.*$", re.MULTILINE)
OPTIMAL = re.compile(r"\boptimal\b|\bobjective\b|\bsolution\b", re.IGNORECASE)


def read_trajectory(text: str) -> Trajectory:
    """A finished trajectory; whatever stands in a fence marked `output` behind a block is the interpreter's."""
    segments: list[Segment] = []
    executions: list[Execution] = []
    at, block = 0, None
    for fence in fences(text):
        if fence.is_program:
            block = fence
        elif fence.language == "output" and block is not None:
            segments += [Segment(author=Author.reasoner, text=text[at : fence.start])] if fence.start > at else []
            segments.append(Segment(author=Author.interpreter, text=text[fence.start : fence.end]))
            executions.append(read_execution(block, fence.inside.strip("\n")))
            at, block = fence.end, None
    segments += [Segment(author=Author.reasoner, text=text[at:])] if text[at:] else []
    finish = Finish.boxed if "\\boxed{" in spoken(text) else Finish.stopped
    return Trajectory(segments=tuple(segments), executions=tuple(executions), finish=finish)


def read_execution(block: Fence, shown: str) -> Execution:
    """What an output tells of its block; an optimum counts where the output speaks of one and no error ended it."""
    failed = FAILED.search(shown)
    solved = failed is None and OPTIMAL.search(shown) is not None
    ended = TerminationStatus.crashed if failed else TerminationStatus.no_model
    status = TerminationStatus.optimal if solved else ended
    return Execution(
        source=block.inside, status=status, solves=int(solved), error=failed[0] if failed else "", shown=shown
    )
