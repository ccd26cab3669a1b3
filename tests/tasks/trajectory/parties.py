"""Parties that say what stands in their script, and trajectories written down as texts."""

from typing import Any

from schemas.curate_spec import CurateSpec
from schemas.label import Label, LabelKind
from schemas.solve import SolverName
from schemas.teacher import Completion, Prompt
from schemas.trajectory import Execution, Trajectory
from tasks.sandbox.door import Door
from tasks.trajectory.healing import Parties
from tasks.trajectory.intervener import Case, Intervener
from tasks.trajectory.reading import read_trajectory
from tasks.trajectory.reasoner import Protocol, Reasoner, executed, first_prompt
from tasks.trajectory.tokens import counter
from tasks.trajectory.voice import Voice

STATEMENT = "A baker needs 13 raisins; a plain loaf takes 5 and costs 4, a long loaf takes 4 and costs 3. Least cost?"
LABEL = Label(kind=LabelKind.optimal_value, value=10)


class Scripted:
    """A teacher that says what stands in its script, the last of it for ever."""

    model = "scripted/one"

    def __init__(self, *says: str) -> None:
        self.says, self.asked = list(says), list[Prompt]()

    def complete(self, prompt: Prompt) -> Completion:
        self.asked.append(prompt)
        text = self.says.pop(0) if len(self.says) > 1 else self.says[0]
        key = prompt.request_hash(self.model)
        return Completion(request_hash=key, model=self.model, purpose=prompt.purpose, text=text)


def curate_spec(**fields: Any) -> CurateSpec:
    """A spec of scripted parties."""
    parties = {"reasoner": {"model": "scripted/one", "max_tokens": 4096}, "intervener": {"model": "scripted/one"}}
    return CurateSpec.model_validate({"sets": ("x",), "solver": "highs", "door": "local", **parties, **fields})


def parties_of(spec: CurateSpec, reasoner: Scripted, intervener: Scripted | None, door: Door | None = None) -> Parties:
    """Who works at a trajectory; without a door no block runs."""

    def run(text: str, source: str) -> Execution:
        assert door, "a block is to run, and there is no door"
        return executed(spec, source, door.run_program(source, SolverName.highs, spec.limits))

    tokens, asked = counter(""), first_prompt(spec, STATEMENT)
    writer = Reasoner(Voice(reasoner, spec.reasoner, 0), asked, Protocol(spec, tokens, run))
    looker = (
        Intervener(Voice(intervener, spec.intervener, 0), spec, asked, Case(STATEMENT, LABEL)) if intervener else None
    )
    return Parties(writer, looker, tokens)


def hinting(trigger: int, span: str, hint: str) -> str:
    """An intervener's answer."""
    return (
        f"Hm.\n\n<action>intervene</action>\n<trigger>{trigger}</trigger>\n<analysis>It is a flaw.</analysis>\n"
        f"<span>{span}</span>\n<hint>{hint}</hint>\n"
    )


NOTHING = "<action>none</action>"


def trajectory(text: str) -> Trajectory:
    """A finished trajectory of a text."""
    return read_trajectory(text)
