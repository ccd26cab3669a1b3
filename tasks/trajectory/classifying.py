"""Names the flaws of finished trajectories: by code, and by a judge that is asked (CALM, appendix J)."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

from schemas.curation_figures import Agreement
from schemas.flaw_record import Finished, FlawRate, FlawRecord, TriggerRate
from schemas.flaw_spec import FlawSpec
from schemas.label import LabelKind
from schemas.teacher import Purpose, Sampling
from schemas.trajectory import FlawGroup, Trigger
from tasks.teacher.asking import render_prompt
from tasks.teacher.parts import UnreadableAnswer, find_parts
from tasks.teacher.teacher import Teacher, Unanswerable
from tasks.trajectory.figures import agreement
from tasks.trajectory.triggers import find_flaws
from tasks.trajectory.voice import Voice

MOST = 2
"""Triggers that a judge may name."""


def classify(finished: Finished, spec: FlawSpec, judge: Teacher | None) -> FlawRecord:
    """What is found in one trajectory."""
    seen = tuple(dict.fromkeys(flaw.trigger for flaw in find_flaws(finished.trajectory)))
    record = FlawRecord(
        checkpoint=finished.checkpoint,
        set=finished.set,
        item_id=finished.item_id,
        sample=finished.sample,
        by_code=seen,
        labelled=finished.labelled,
    )
    return record if judge is None else judged(record, finished, spec, judge)


def judged(record: FlawRecord, finished: Finished, spec: FlawSpec, judge: Teacher) -> FlawRecord:
    """With the judge's word, asked again where it can't be read."""
    voice, feedback = Voice(judge, spec.judge, spec.seed), ""
    shows = not spec.blind and finished.label.kind is not LabelKind.none
    variables = {"statement": finished.statement, "answer": str(finished.label) if shows else ""}
    for sample in range(spec.tries):
        shown = variables | {"trajectory": finished.trajectory.text, "feedback": feedback}
        asked = render_prompt("classify", Purpose.classify, shown, Sampling(), sample)
        try:
            found = read_triggers(voice.say(asked.model_copy(update={"variables": {}})).text)
            return record.model_copy(update={"by_judge": found, "calls": called(voice)})
        except UnreadableAnswer as error:
            feedback = str(error)
        except Unanswerable as error:
            feedback = f"{error.reason.value}: {error}"
            break
    return record.model_copy(update={"complaint": feedback, "calls": called(voice)})


def called(voice: Voice) -> tuple[str, ...]:
    """Request hashes of what was asked."""
    return tuple(each.request_hash for each in voice.completions)


def read_triggers(text: str) -> tuple[Trigger, ...]:
    """The triggers that a judge names.

    Raises:
        UnreadableAnswer: no part, no number, or too many.
    """
    part = find_parts(text, ("triggers",)).get("triggers", "")
    numbers = [int(number) for number in re.findall(r"\d+", part)]
    if not numbers and not re.fullmatch(r"\W*(?:none|correct|no triggers?)\W*", part, re.IGNORECASE):
        raise UnreadableAnswer(f"<triggers> holds {part[:60]!r}; give numbers from 1 to 7, or none")
    if any(not 1 <= number <= len(Trigger) for number in numbers) or len(set(numbers)) > MOST:
        raise UnreadableAnswer(f"<triggers> holds {part[:60]!r}; give {MOST} numbers from 1 to 7 at most")
    return tuple(tuple(Trigger)[number - 1] for number in dict.fromkeys(numbers))


def trigger_rates(records: Iterable[FlawRecord]) -> tuple[TriggerRate, ...]:
    """Share of each trigger, by checkpoint and set."""
    found = grouped(records)
    return tuple(
        TriggerRate(
            checkpoint=checkpoint,
            set=name,
            trigger=trigger,
            count=sum(trigger in record.found for record in group),
            trajectories=len(group),
        )
        for (checkpoint, name), group in found.items()
        for trigger in Trigger
    )


def flaw_rates(records: Iterable[FlawRecord]) -> tuple[FlawRate, ...]:
    """Flaws of each group by trajectory: by checkpoint and set, and their mean over the sets (CALM, figure 7)."""
    rates: list[FlawRate] = []
    for (checkpoint, name), group in grouped(records).items():
        for kind in FlawGroup:
            each = fmean(sum(trigger.group is kind for trigger in record.found) for record in group)
            place = {"checkpoint": checkpoint, "set": name, "group": kind}
            rates.append(FlawRate.model_validate(place | {"trajectories": len(group), "flaws_each": each}))
    return (*macro(rates), *rates)


def macro(rates: Sequence[FlawRate]) -> list[FlawRate]:
    """The mean over the sets of each checkpoint."""
    by_place: dict[tuple[str, FlawGroup], list[FlawRate]] = defaultdict(list)
    for rate in rates:
        by_place[rate.checkpoint, rate.group].append(rate)
    return [
        FlawRate(
            checkpoint=checkpoint,
            set="",
            group=group,
            trajectories=sum(rate.trajectories for rate in found),
            flaws_each=fmean(rate.flaws_each for rate in found),
        )
        for (checkpoint, group), found in by_place.items()
    ]


def grouped(records: Iterable[FlawRecord]) -> dict[tuple[str, str], list[FlawRecord]]:
    """Records by checkpoint and set, in the order in which they come."""
    found: dict[tuple[str, str], list[FlawRecord]] = defaultdict(list)
    for record in records:
        found[record.checkpoint, record.set].append(record)
    return found


Sees = Callable[[FlawRecord], tuple[Trigger, ...] | None]


def agreement_with_labels(records: Iterable[FlawRecord], sees: Sees) -> tuple[tuple[Agreement, ...], float]:
    """How far somebody agrees with a person, by trigger, and the share of trajectories with the very same triggers."""
    pairs = [
        (frozenset(found), frozenset(record.labelled))
        for record in records
        if record.labelled is not None and (found := sees(record)) is not None
    ]
    same = sum(found == labelled for found, labelled in pairs) / len(pairs) if pairs else 0.0
    return (agreement(pairs) if pairs else ()), same
