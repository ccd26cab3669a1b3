"""An estimate in words: the sum, what it rests on, the prices, and how far a budget goes."""

from schemas.budget import Budget
from schemas.estimate import Estimate
from schemas.spec import CampaignSpec
from tasks.standing import Standing, left_of
from tasks.teacher.language.prices import price_of


def said(estimate: Estimate, spec: CampaignSpec, now: Standing) -> tuple[str, ...]:
    """All that a person should know of an estimate, a sentence each.

    Args:
        estimate: without its sentences.
        spec: with prices and budget.
        now: what the campaign has paid so far.
    """
    if not estimate.calls:
        return (why_nothing(estimate, spec),)
    rests_on = (calls_rest_on(estimate), lengths_rest_on(estimate))
    return (summary(estimate), *rests_on, *prices(spec, estimate), *budget(estimate, spec, now))


def why_nothing(estimate: Estimate, spec: CampaignSpec) -> str:
    """Why there is nothing to pay."""
    if not estimate.candidates and not estimate.seeds:
        return "Nothing to pay: the campaign has reached its limit"
    who = "a replay takes every answer from the record" if spec.replay else "the procedural teacher answers for nothing"
    return f"Nothing to pay: {who}"


def summary(estimate: Estimate) -> str:
    """What it comes to."""
    made = f"{estimate.candidates} candidates" + (f" and {estimate.seeds} seeds" if estimate.seeds else "")
    text = f"About {estimate.calls:,} calls and {estimate.tokens:,} tokens for {made}; {estimate.accepted} accepted"
    if estimate.cost_usd is None:
        return text
    shares = {"a candidate": estimate.candidates, "an accepted problem": estimate.accepted}
    each = ", ".join(f"${estimate.cost_usd / count:.3g} {what}" for what, count in shares.items() if count)
    return f"{text}. About ${estimate.cost_usd:,.2f}: {each}"


def calls_rest_on(estimate: Estimate) -> str:
    """Where calls and survival come from."""
    if estimate.measured_on:
        return f"Calls and survival: measured on {estimate.measured_on} candidates of this recipe in the lake"
    return (
        "Calls and survival: assumed, near what Step-Opt-Instruct had; to measure them, run a small round of this "
        "spec: optmill evolve --campaign trial --children 20"
    )


def lengths_rest_on(estimate: Estimate) -> str:
    """Where the lengths come from."""
    answers = sum(each.measured_on for each in estimate.expected)
    assumed = [each.purpose.value for each in estimate.expected if not each.measured_on]
    rendered = (
        "prompts rendered over real parents, answers as long as the parents' own words and solutions; a model that "
        "thinks before it answers writes more"
    )
    if not answers:
        return f"Lengths: {rendered}"
    rest = f"; of {', '.join(assumed)}: {rendered}" if assumed else ""
    return f"Lengths: measured on {answers} answers in the lake{rest}"


def prices(spec: CampaignSpec, estimate: Estimate) -> tuple[str, ...]:
    """What each model costs, and who says so."""
    teachers = {each.model: spec.teacher_for(each.purpose) for each in estimate.expected}
    found = {model: price_of(teacher) for model, teacher in teachers.items()}
    return tuple(
        f"{model}: ${price.prompt_usd:g} a million tokens asked, ${price.completion_usd:g} answered ({price.source})"
        if price
        else f"{model}: its price is not known; give the teacher prompt_usd and completion_usd (per million tokens)"
        for model, price in found.items()
    )


def budget(estimate: Estimate, spec: CampaignSpec, now: Standing) -> tuple[str, ...]:
    """How far the campaign's budget goes."""
    most = spec.campaign_budget
    limits = {f"${most.most_usd:g}": most.most_usd, f"{most.most_tokens:,} tokens": most.most_tokens}
    named = " and ".join(name for name, limit in limits.items() if limit)
    left = left_of(most, now, Budget())
    if left is None:
        return (f"The budget of {named} is used up; raise campaign_budget to go on",)
    shares = [
        *([left.most_usd / estimate.cost_usd] if left.most_usd and estimate.cost_usd else []),
        *([left.most_tokens / estimate.tokens] if left.most_tokens else []),
    ]
    if min(shares, default=1.0) >= 1:
        return (f"The budget of {named} is enough",) if shares else ()
    ends = round(min(shares) * estimate.candidates)
    return (f"The budget of {named} ends after about {ends} of the {estimate.candidates} candidates",)
