"""Agents plug in by one function: it is given a task, may ask the model and run programs, and gives its last word."""

import importlib
from collections.abc import Callable

from schemas.rollout import Answering
from schemas.solve import Solve, SolverName
from schemas.teacher import Message
from tasks.answering.asking import Conversation
from tasks.sandbox.door import Door
from tasks.scoring.programs import find_program
from tasks.teacher.teacher import TeacherRefused


class AgentTask:
    """What an agent is given."""

    def __init__(self, talk: Conversation, question: str, door: Door) -> None:
        """Take the question, and who answers and runs."""
        self._talk, self._door = talk, door
        self.question = question
        self.solver: SolverName = talk.seat.solver
        self.sample = talk.seat.sample
        self.executions = 0

    def ask(self, *messages: tuple[str, str]) -> str:
        """Ask the run's model.

        Args:
            messages: role and content of each.

        Raises:
            Unanswerable: there is no answer to this.
        """
        return self._talk.ask([Message(role=role, content=content) for role, content in messages])

    def run(self, program: str) -> Solve:
        """Run a program in the sandbox, for the task's solver."""
        self.executions += 1
        return self._door.run_program(program, self.solver, self._talk.spec.limits)


Agent = Callable[[AgentTask], str]
"""Gives a completion with the program to score in a Python block."""


def find_agent(name: str) -> Agent:
    """The function behind `module:function`.

    Raises:
        TeacherRefused: there is no such module or function.
    """
    module, _, function = name.partition(":")
    try:
        return getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise TeacherRefused(
            f"the agent {name!r} can't be found ({error}); give module:function, importable from here"
        ) from error


def agent(talk: Conversation, question: str, door: Door, act: Agent) -> Answering:
    """Have an agent answer."""
    task = AgentTask(talk, question, door)
    said = act(task)
    program = find_program(said)
    complaint = "" if program else "no Python block can be found in the agent's last word"
    return talk.answering(said, program, complaint=complaint, executions=task.executions)
