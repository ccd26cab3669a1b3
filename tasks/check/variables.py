"""Checks the decision variables of the captured model against the formulation: names, kinds and bounds."""

import re
from collections import Counter
from collections.abc import Iterator

from schemas.formulation import Formulation, Variable, VariableKind
from schemas.verdict import CheckerName, Verdict
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, rounded, stem
from tasks.check.finding import Finding, conclude, first, no_capture, no_reading
from tasks.check.inheritance import lost_integrality
from tasks.check.matching import bounds_of, close, fold, kind_of, listed, match_columns, used_positions
from tasks.check.subject import Subject

MEASURED = re.compile(
    r"\b(?:hours?|minutes?|litres?|liters?|gallons?|tons?|tonnes?|kilograms?|kg|grams?|metres?|meters?|kilometres?|acres?"
    r"|hectares?|dollars?|euros?|money|weight|volume|area|length|energy|megawatts?|mwh|kwh|share|fraction|proportion)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?:number of|people|persons|workers|nurses|patients|employees|drivers|trucks|lorries|buses|vehicles|machines"
    r"|trips|planes|flights|containers|pallets|boxes)\b",
    re.IGNORECASE,
)
YES_NO = re.compile(r"\b(?:whether|yes/no|yes or no|binary|(?:equals? |is )?1 if|one if)\b", re.IGNORECASE)
SHARE = re.compile(r"^\s*(?:the )?(?:share|fraction|proportion)\b", re.IGNORECASE)


def check(subject: Subject) -> Verdict:
    """Compare the columns of formulation and program."""
    if subject.formulation is None or subject.grounded is None:
        return conclude(subject, CheckerName.variables, no_reading(subject))
    shown = marks(subject.formulation, subject.grounded)
    if lost := first((*map(lost_yes_no, subject.formulation.variables), lost_integrality(subject))):
        return conclude(subject, CheckerName.variables, lost, shown)
    if subject.model is None:
        return conclude(subject, CheckerName.variables, no_capture(subject), shown)
    found = None if subject.agrees else first(findings(subject.grounded, subject.model))
    return conclude(subject, CheckerName.variables, found, shown)


def lost_yes_no(variable: Variable) -> Finding | None:
    """A decision between yes and no that is continuous."""
    if variable.kind is not VariableKind.continuous or not YES_NO.search(variable.meaning):
        return None
    return Finding("lost_integrality", f"{variable.name} means {variable.meaning!r} and is continuous; make it binary")


def findings(formulated: LinearModel, captured: LinearModel) -> Iterator[Finding | None]:
    """All differences between the columns of two models, with one-variable rows counted as bounds."""
    ours, theirs = fold(formulated), fold(captured)
    matched = match_columns(ours, theirs)
    if matched is None:
        yield from nameless_findings(used_columns(formulated, ours), used_columns(captured, theirs))
        return
    unmatched = used_positions(formulated) - matched.keys()
    yield missing(formulated.columns[position] for position in sorted(unmatched))
    strange = used_positions(captured) - set(matched.values())
    yield extra(captured.columns[position] for position in sorted(strange))
    pairs = [(ours.columns[left], theirs.columns[right]) for left, right in sorted(matched.items())]
    needed = used_positions(formulated)
    pairs = [pair for pair, left in zip(pairs, sorted(matched), strict=True) if left in needed]
    yield first(wrong_type(*pair) for pair in pairs)
    yield first(wrong_bounds(*pair) for pair in pairs)


def used_columns(model: LinearModel, folded: LinearModel) -> list[Column]:
    """Folded columns that the model uses."""
    return [folded.columns[position] for position in sorted(used_positions(model))]


def missing(columns: Iterator[Column]) -> Finding | None:
    """Variables of the formulation that the program does not have."""
    names = [column.name for column in columns]
    return Finding("missing_variable", f"the program has no variable for {listed(names)}; add it") if names else None


def extra(columns: Iterator[Column]) -> Finding | None:
    """Variables of the program that the formulation does not have."""
    names = [column.name for column in columns]
    detail = f"the program has the variable {listed(names)}, the formulation has not; remove it or state it"
    return Finding("extra_variable", detail) if names else None


def wrong_type(ours: Column, theirs: Column) -> Finding | None:
    """Two columns of different kinds."""
    if kind_of(ours) is kind_of(theirs):
        return None
    detail = f"{ours.name} is {kind_of(ours).value} in the formulation and {kind_of(theirs).value} in the program"
    return Finding("wrong_variable_type", f"{detail}; make both the same")


def wrong_bounds(ours: Column, theirs: Column) -> Finding | None:
    """Two columns with different bounds."""
    left, right = bounds_of(ours), bounds_of(theirs)
    if close(left[0], right[0]) and close(left[1], right[1]):
        return None
    shown = [f"[{rounded(bounds[0])}, {rounded(bounds[1])}]" for bounds in (left, right)]
    return Finding("wrong_bounds", f"{ours.name} lies in {shown[0]} in the formulation, in {shown[1]} in the program")


def nameless_findings(ours: list[Column], theirs: list[Column]) -> Iterator[Finding | None]:
    """Differences that counts show, for a program with names of its own."""
    if len(ours) != len(theirs):
        reason = "missing_variable" if len(ours) > len(theirs) else "extra_variable"
        yield Finding(
            reason, f"the formulation has {len(ours)} variables, the program {len(theirs)}; make them the same"
        )
    kinds = [Counter(kind_of(column).value for column in columns) for columns in (ours, theirs)]
    if kinds[0] != kinds[1]:
        yield Finding("wrong_variable_type", f"the formulation has {dict(kinds[0])}, the program {dict(kinds[1])}")
    bounds = [Counter(tuple(map(rounded, bounds_of(column))) for column in columns) for columns in (ours, theirs)]
    if bounds[0] != bounds[1]:
        odd = next(iter((bounds[0] - bounds[1]) or (bounds[1] - bounds[0])))
        yield Finding("wrong_bounds", f"the bounds [{odd[0]}, {odd[1]}] occur more often in one than in the other")


def marks(formulation: Formulation, model: LinearModel) -> Iterator[str]:
    """Findings that do not reject."""
    for variable in formulation.variables:
        meaning = variable.meaning
        measured, counted = bool(MEASURED.search(meaning)), bool(COUNTED.search(meaning))
        if variable.kind is VariableKind.integer and measured and not counted:
            yield "doubtful_type"
        if variable.kind is VariableKind.continuous and counted and not measured:
            yield "doubtful_type"
        if SHARE.search(meaning) and share_is_open(variable, model):
            yield "share_beyond_one"


def share_is_open(variable: Variable, model: LinearModel) -> bool:
    """Whether a share may exceed 1 (in percent: 100) by its bounds and by every row on its own."""
    whole = 100.0 if re.search(r"%|per\s?cent", variable.meaning) else 1.0
    return any(
        min(column.upper, implied_upper(model, position)) > whole + 1e-9
        for position, column in enumerate(model.columns)
        if stem(column.name) == variable.name
    )


def implied_upper(model: LinearModel, position: int) -> float:
    """The least upper bound that a single row of nonnegative terms gives a column."""
    upper = INFINITY
    for row in model.rows:
        value = row.coefficients.get(position, 0.0)
        terms = row.coefficients.items()
        if value > 0 and all(v >= 0 and model.columns[p].lower >= 0 for p, v in terms):
            upper = min(upper, row.upper / value)
    return upper
