"""What a verdict does to a candidate: a failure stops it, and what an abstention does is the spec's choice.

- `accept`: an abstention is counted and stops nobody.
- `reject`: it stops the candidate like a failure.
- `vouched`: it stops the candidate unless somebody else who looks at the same thing passed it. A judge and the embedded
  checker of the same name vouch for each other; an independent second program is vouched for by the status gate, a
  back-translation by the judge of alignment. For alignment nobody else can vouch, so a judge who does not say that a
  solution answers the problem stops it.

`vouched` is what a language model's candidates get unless the spec says otherwise: silence never passes anything, and a
formulation in an algebra of its own, which no embedded checker can read, is not lost where a judge could read it.

Whatever the spec says, a candidate whose money ran out stops, and one whose spec wants no formulation is not stopped by
checkers that would need one.
"""

from collections.abc import Iterable, Sequence

from schemas.spec import Abstentions
from schemas.teacher import Refusal
from schemas.verdict import CheckerName, Outcome, Verdict

VOUCHERS = {
    CheckerName.description: CheckerName.judge_description,
    CheckerName.program: CheckerName.judge_program,
    CheckerName.variables: CheckerName.judge_variables,
    CheckerName.constraints: CheckerName.judge_constraints,
}
TWINS = {
    **VOUCHERS,
    **{judge: embedded for embedded, judge in VOUCHERS.items()},
    CheckerName.second_program: CheckerName.program,
    CheckerName.back_translation: CheckerName.judge_alignment,
    CheckerName.coverage: CheckerName.judge_alignment,
    CheckerName.flipped_type: CheckerName.judge_variables,
    CheckerName.relaxation: CheckerName.program,
    CheckerName.stability: CheckerName.program,
    CheckerName.metamorphic: CheckerName.program,
}
"""Who else looks at what a checker looks at."""
NO_FORMULATION, NO_BUDGET = "no_formulation", Refusal.budget_exhausted.value
JUDGE_ABSTAINED = "judge_abstained"
"""Mark of a candidate that went on although a judge could not tell."""


def blocking(verdicts: Sequence[Verdict], rule: Abstentions) -> list[Verdict]:
    """Of the verdicts of one look at a candidate, those that stop it, in their order."""
    passed = {verdict.checker for verdict in verdicts if verdict.outcome is Outcome.passed}
    return [verdict for verdict in verdicts if blocks(verdict, rule, passed)]


def blocks(verdict: Verdict, rule: Abstentions, passed: set[CheckerName]) -> bool:
    """Whether a verdict stops its candidate, where others passed."""
    if verdict.outcome is not Outcome.abstained:
        return verdict.outcome is Outcome.failed
    if verdict.reason == NO_FORMULATION:
        return False
    vouched = rule is Abstentions.vouched and TWINS.get(verdict.checker) in passed
    return verdict.reason == NO_BUDGET or not (rule is Abstentions.accept or vouched)


def marks(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Marks of all verdicts, each once, and that a judge abstained."""
    found = dict.fromkeys(mark for verdict in verdicts for mark in verdict.marks)
    silent = any(v.outcome is Outcome.abstained and v.checker.startswith("judge_") for v in verdicts)
    return (*found, *((JUDGE_ABSTAINED,) if silent else ()))
