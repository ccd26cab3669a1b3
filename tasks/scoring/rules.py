"""The scoring rules in use, by name, each with its source. One table, so that they can be read side by side."""

from schemas.label import Label, LabelKind
from schemas.rule import DEFAULT_RULE, Flip, Rule

STEP_OPT = "Step-Opt (Wu et al., 2025)"
EVOM = "EVOM (execution-verified RL)"

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(name=DEFAULT_RULE, relative=1e-4, source="ours: relative 1e-4, no rounding, with the status"),
        Rule(name="relative-1e-6", relative=1e-6, beside=1, source="ours: `sirl` without the other variable type"),
        Rule(name="stepopt-paper", relative=1e-4, beside=1e-6, printed=True, source=f"{STEP_OPT}, the paper's formula"),
        Rule(name="stepopt-code", relative=1e-4, rounds=True, printed=True, source=f"{STEP_OPT}, its evaluation code"),
        Rule(
            name="orlm", relative=0.05, rounds=True, printed=True, source="ORLM (Huang et al., 2024), eval/execute.py"
        ),
        Rule(name="evom", relative=0.05, printed=True, source=f"{EVOM}, the tables of the main text"),
        Rule(name="evom-strict", relative=1e-4, absolute=1e-4, printed=True, source=f"{EVOM}, appendix and reward"),
        Rule(
            name="mamo", relative=1e-4, by_decimals=True, source="MAMO (Huang et al., 2024), its comparison of optima"
        ),
        Rule(
            name="optmath-paper",
            relative=1e-6,
            beside=1,
            flip=Flip.model,
            source="OptMATH (Lu et al., 2025), the paper; the captured model is flipped, whatever the text names",
        ),
        Rule(
            name="sirl",
            relative=1e-6,
            beside=1,
            flip=Flip.source,
            printed=True,
            source="SIRL (Chen et al., 2025), check_result.py: swaps the types that the text names, if it names any",
        ),
        Rule(name="calm", relative=1e-3, printed=True, source="CALM (2025), equation 3, also its reward"),
        Rule(
            name="optibench",
            relative=0,
            absolute=1e-4,
            printed=True,
            source="OptiBench (Yang et al., 2024): every named result within 1e-4",
        ),
    )
}


def is_close(objective: float, label: float, rule: Rule, decimals: int = 0) -> bool:
    """Whether an objective value passes for a label's value.

    Args:
        objective: what was found.
        label: what the benchmark says.
        rule: how close is close enough.
        decimals: digits behind the decimal point as the label was written.
    """
    found, wanted = (round(objective), round(label)) if rule.rounds else (objective, label)
    gap, scale = abs(found - wanted), abs(wanted) + rule.beside
    if rule.absolute and gap < rule.absolute:
        return True
    if rule.by_decimals and gap < 10.0 ** -max(2, decimals):
        return True
    return gap <= rule.relative * (scale or 1.0)


def accepts(objective: float, label: Label, rule: Rule, values: tuple[float, ...] = ()) -> bool:
    """Whether an objective value, with the values of the decision variables beside it, is a label's answer."""
    if label.kind is LabelKind.optimal_value and label.value is not None:
        return is_close(objective, label.value, rule, label.decimals)
    return label.kind is LabelKind.several and accepts_all(objective, label, rule, values)


def accepts_all(objective: float, label: Label, rule: Rule, values: tuple[float, ...]) -> bool:
    """Whether each named value is one of the answer's, no two of them the same one, and the objective among them."""
    left = sorted(label.named.values())
    if not any(is_close(objective, named, rule) for named in left):
        return False
    mine = [objective, *values]
    for named in left:
        place = next((at for at, value in enumerate(mine) if is_close(value, named, rule)), None)
        if place is None:
            return False
        mine.pop(place)
    return True
