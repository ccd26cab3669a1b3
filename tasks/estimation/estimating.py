"""The estimate of a campaign: calls that are left × their lengths × the model's price, and what all that rests on."""

import math

from schemas.estimate import Estimate, Expected, Size
from schemas.spec import CampaignSpec
from schemas.teacher import OF_ROUNDS, Purpose
from tasks.estimation.experience import Experience
from tasks.estimation.rehearsal import rehearse
from tasks.estimation.sentences import said
from tasks.estimation.work import Work
from tasks.lake.lake import Lake
from tasks.teacher.language.prices import price_of


def estimate_campaign(spec: CampaignSpec) -> Estimate:
    """What is left to be paid for a campaign; reads the lake and the seeds, and asks nobody.

    Raises:
        SeedsError: the seeds file can't be used, or all seeds of the campaign were rejected.
        LakeError: the lake can't be read.
    """
    lake = Lake(spec.lake)
    work, known = Work(lake, spec), Experience(lake, spec)
    children = work.children(known.survival)
    expected = price_calls(spec, work.calls(children, known.calls_each()), sizes_of(spec, work, known))
    costs = [each.cost_usd for each in expected if each.cost_usd is not None]
    estimate = Estimate(
        campaign=spec.campaign,
        seeds=len(work.lacking),
        candidates=children,
        accepted=round(children * known.survival),
        measured_on=known.candidates,
        expected=expected,
        calls=sum(each.calls for each in expected),
        tokens=sum(each.prompt_tokens + each.completion_tokens for each in expected),
        cost_usd=math.fsum(costs) if len(costs) == len(expected) else None,
    )
    return estimate.model_copy(update={"sentences": said(estimate, spec, work.now)})


def sizes_of(spec: CampaignSpec, work: Work, known: Experience) -> dict[Purpose, Size]:
    """Tokens of a call, by purpose of those that a language model is asked for: measured, else rehearsed."""
    asked = {} if spec.replay else {purpose: spec.teacher_for(purpose) for purpose in OF_ROUNDS}
    asked = {purpose: teacher for purpose, teacher in asked.items() if not teacher.is_procedural}
    if not asked:
        return {}
    measured, rehearsed = known.sizes(), rehearse(spec, work.members())
    found = {(asked[purpose].model, purpose): size for purpose, size in rehearsed.items() if purpose in asked}
    return {purpose: measured.get((model, purpose), size) for (model, purpose), size in found.items()}


def price_calls(spec: CampaignSpec, calls: dict[Purpose, float], sizes: dict[Purpose, Size]) -> tuple[Expected, ...]:
    """What is expected of each purpose, in the order of a candidate's life."""
    return tuple(
        expect(spec, purpose, calls[purpose], sizes[purpose])
        for purpose in OF_ROUNDS
        if purpose in sizes and round(calls.get(purpose, 0.0))
    )


def expect(spec: CampaignSpec, purpose: Purpose, calls: float, size: Size) -> Expected:
    """Calls of one purpose with their tokens and their price."""
    teacher = spec.teacher_for(purpose)
    prompt, completion = round(calls * size.prompt_tokens), round(calls * size.completion_tokens)
    price = price_of(teacher)
    return Expected(
        purpose=purpose,
        model=teacher.model,
        calls=round(calls),
        prompt_tokens=prompt,
        completion_tokens=completion,
        cost_usd=price.cost(prompt, completion) if price else None,
        measured_on=size.answers,
    )
