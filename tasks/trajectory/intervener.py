"""The intervener: a teacher that finds a trajectory's first flaw and writes the hint that takes its place.

An answer counts only if all of it can be used; one that can't is asked for again with the reason.
"""

import re
from typing import NamedTuple

from schemas.curate_spec import CurateSpec
from schemas.intervention import Flaw, HintRefusal
from schemas.label import Label, LabelKind
from schemas.teacher import Prompt, Purpose, Sampling
from schemas.trajectory import Author, Trajectory, Trigger
from tasks.teacher.asking import render_prompt
from tasks.teacher.parts import Parts, UnreadableAnswer, find_parts
from tasks.teacher.teacher import Unanswerable
from tasks.trajectory.leaks import leaks
from tasks.trajectory.protocol import fences
from tasks.trajectory.voice import Voice

NAMES = ("action", "trigger", "analysis", "span", "hint")
INTERVENES, NOTHING = ("intervene", "replace_and_continue"), ("none", "no_intervention")
LONGEST = 1_500
"""Characters of a hint; a longer one is no light one."""
OPENS_CODE = re.compile(r"\n\s*```python\s*$")


class Unusable(Exception):
    """An answer that can't be used: the countable reason, and what the intervener is told."""

    def __init__(self, reason: HintRefusal, said: str) -> None:
        """Take both."""
        super().__init__(said)
        self.reason = reason


class Case(NamedTuple):
    """A problem with its answer."""

    statement: str
    label: Label


class Look(NamedTuple):
    """What came of a look."""

    flaw: Flaw | None
    refusals: tuple[HintRefusal, ...]
    usable: bool


class Intervener:
    """The intervener of one trajectory."""

    def __init__(self, voice: Voice, spec: CurateSpec, asked: Prompt, case: Case) -> None:
        """Take who speaks, the run's rules, what the reasoner was told, and the problem with its answer."""
        self.voice, self.spec, self.case = voice, spec, case
        self.instructions, self.sample = asked.messages[0].content, asked.sample

    def look(self, trajectory: Trajectory) -> Look:
        """Find the first flaw, asking again where an answer can't be used."""
        refusals: list[HintRefusal] = []
        feedback = ""
        for sample in range(self.spec.tries):
            try:
                said = self.voice.say(self.prompt(trajectory, feedback, self.sample * self.spec.tries + sample))
                return Look(self.read(said.text, trajectory), tuple(refusals), usable=True)
            except Unanswerable:
                return Look(None, (*refusals, HintRefusal.no_answer), usable=False)
            except Unusable as unusable:
                refusals.append(unusable.reason)
                feedback = str(unusable)
        return Look(None, tuple(refusals), usable=False)

    def prompt(self, trajectory: Trajectory, feedback: str, sample: int) -> Prompt:
        """What is asked; the right answer is shown unless the run is blind."""
        shows = not self.spec.blind and self.case.label.kind is not LabelKind.none
        variables = {
            "statement": self.case.statement,
            "instructions": self.instructions,
            "answer": str(self.case.label) if shows else "",
            "trajectory": trajectory.text,
            "feedback": feedback,
        }
        asked = render_prompt("intervene", Purpose.intervene, variables, Sampling(), sample)
        return asked.model_copy(update={"variables": {}})

    def read(self, text: str, trajectory: Trajectory) -> Flaw | None:
        """The flaw in an answer; None: there is none.

        Raises:
            Unusable: the answer can't be used.
        """
        try:
            parts = find_parts(text, NAMES)
        except UnreadableAnswer as error:
            raise Unusable(HintRefusal.unreadable_answer, str(error)) from error
        action = re.sub(r"[\s-]+", "_", parts.get("action", "").strip("*_`'\". ").lower())
        if action in NOTHING:
            return None
        if action not in INTERVENES:
            raise Unusable(HintRefusal.unknown_action, f"the action is {action[:60]!r}; say intervene, or none")
        found = Flaw(
            trigger=read_trigger(parts.get("trigger", "")),
            analysis=required(parts, "analysis", HintRefusal.no_analysis),
            span=parts.get("span", ""),
            at=place_of(parts.get("span", ""), trajectory),
            hint=required(parts, "hint", HintRefusal.no_hint),
        )
        self.check_hint(found, trajectory)
        return found

    def check_hint(self, found: Flaw, trajectory: Trajectory) -> None:
        """Raise Unusable where a hint is no light one, answers itself, or tells the right answer."""
        hint, opens = found.hint, bool(OPENS_CODE.search(found.hint))
        if len(hint) > LONGEST:
            raise Unusable(HintRefusal.hint_too_long, f"the hint has {len(hint)} characters; give {LONGEST} at most")
        if "\\boxed" in hint or "```" in OPENS_CODE.sub("", hint):
            said = "the hint answers in the reasoner's place; give no box, no output, and no code but an opening fence"
            raise Unusable(HintRefusal.hint_answers, said)
        if opens and found.trigger.number > 2 and found.trigger is not Trigger.no_sanity_check:
            raise Unusable(HintRefusal.hint_answers, f"a hint for way {found.trigger.number} opens no block")
        if not self.spec.blind and leaks(
            hint, self.case.label, f"{self.case.statement}\n{trajectory.text[: found.at]}"
        ):
            said = "the hint tells the right answer, which nothing before it does; hint at what to do"
            raise Unusable(HintRefusal.hint_leaks, said)


def required(parts: Parts, name: str, reason: HintRefusal) -> str:
    """A part that must be there."""
    if not parts.get(name):
        raise Unusable(reason, f"the answer has no <{name}>; give all five parts, or the action none")
    return parts[name]


def read_trigger(part: str) -> Trigger:
    """The trigger that a number names."""
    found = re.findall(r"\d+", part)
    if len(found) != 1 or not 1 <= int(found[0]) <= len(Trigger):
        said = f"the trigger is {part[:60]!r}; give one number from 1 to {len(Trigger)}"
        raise Unusable(HintRefusal.unknown_trigger, said)
    return tuple(Trigger)[int(found[0]) - 1]


def place_of(span: str, trajectory: Trajectory) -> int:
    """Where a span begins, which must stand there once and in the reasoner's own words.

    A span within a block counts from the block's beginning: half a program helps nobody.
    """
    text = trajectory.text
    times = text.count(span) if span else 0
    if not times:
        raise Unusable(HintRefusal.span_not_found, "the span does not stand there; copy it letter for letter")
    at = text.index(span)
    if times > 1 or text.find(span, at + 1) >= 0:
        raise Unusable(HintRefusal.span_ambiguous, "the span stands there more than once; take more words")
    if author_at(trajectory, at) is not Author.reasoner:
        raise Unusable(HintRefusal.span_in_output, "the span begins in an output or a hint; take the reasoner's words")
    return block_start(text, at)


def block_start(text: str, at: int) -> int:
    """Where the block begins that a place lies in, and the place itself outside of blocks."""
    return next((fence.start for fence in fences(text) if fence.is_program and fence.start < at < fence.end), at)


def author_at(trajectory: Trajectory, at: int) -> Author | None:
    """Who wrote the character at a place; None: it lies behind the end."""
    for segment in trajectory.segments:
        if at < len(segment.text):
            return segment.author
        at -= len(segment.text)
    return None
