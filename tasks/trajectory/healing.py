"""CALM's loop: look, cut, hint, go on, until nothing is found or too much was (CALM, section 3.2)."""

from typing import NamedTuple

from schemas.curate_spec import CurateSpec
from schemas.intervention import Flaw, Inspection, Inspector, Intervention
from schemas.trajectory import Author, Finish, Trajectory
from tasks.trajectory.intervener import Intervener, Look
from tasks.trajectory.reasoner import Reasoner
from tasks.trajectory.tokens import Count
from tasks.trajectory.triggers import find_flaws

Healed = tuple[Trajectory, tuple[Intervention, ...]]


class Parties(NamedTuple):
    """Who works at one trajectory."""

    reasoner: Reasoner
    intervener: Intervener | None
    """None: code alone looks."""
    tokens: Count


def heal(first: Trajectory, id: str, spec: CurateSpec, parties: Parties) -> Healed:
    """A trajectory without flaws where it could be had, and every look at it on the way.

    Args:
        first: as the reasoner wrote it.
        id: the trajectory's.
        spec: who looks, and how many hints there may be.
        parties: who goes on, and who looks.
    """
    now, looks = first, list[Intervention]()
    while now.finish is not Finish.unanswered:
        look = inspect(now, spec, parties).model_copy(update={"trajectory_id": id, "number": len(looks)})
        looks.append(look)
        if look.flaw is None or len(looks) > spec.hints:
            break
        now = parties.reasoner.go_on(hinted(now, look.flaw))
    return now, tuple(looks)


def inspect(now: Trajectory, spec: CurateSpec, parties: Parties) -> Intervention:
    """One look: by the intervener, by code, or by code first."""
    seen = find_flaws(now)
    by_code = spec.inspection is Inspection.code or (spec.inspection is Inspection.code_first and seen)
    asked = len(parties.intervener.voice.completions) if parties.intervener else 0
    if by_code or parties.intervener is None:
        look, inspector = Look(seen[0] if seen else None, (), usable=True), Inspector.code
    else:
        look, inspector = parties.intervener.look(now), Inspector.intervener
    calls = parties.intervener.voice.completions[asked:] if parties.intervener else []
    return Intervention(
        trajectory_id="",
        number=0,
        inspector=inspector,
        flaw=look.flaw,
        seen_by_code=tuple(dict.fromkeys(flaw.trigger for flaw in seen)),
        refusals=look.refusals,
        usable=look.usable,
        hint_tokens=parties.tokens(look.flaw.hint) if look.flaw else 0,
        dropped_tokens=parties.tokens(now.text[look.flaw.at :]) if look.flaw else 0,
        calls=tuple(call.request_hash for call in calls),
    )


def hinted(now: Trajectory, flaw: Flaw) -> Trajectory:
    """A trajectory cut at a flaw, with the hint in its place, on lines of its own."""
    kept = now.cut(flaw.at)
    ahead = "" if not kept.text or kept.text.endswith("\n") else "\n\n" if at_paragraph(kept.text) else " "
    return kept.added(Author.intervener, f"{ahead}{flaw.hint.strip()}\n")


def at_paragraph(text: str) -> bool:
    """Whether a text breaks off at the end of a sentence, rather than in its midst."""
    return text.rstrip().endswith((".", ":", "!", "?", "```", "}"))
