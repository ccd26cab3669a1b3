"""What a benchmark says is the answer of an item, in one typed form for all dialects."""

from enum import StrEnum

from pydantic import Field

from schemas.frozen import Frozen


class LabelKind(StrEnum):
    """What sort of answer a label is."""

    optimal_value = "optimal_value"
    """An optimal objective value."""
    no_solution = "no_solution"
    """Infeasible or unbounded; the label does not say which."""
    infeasible = "infeasible"
    unbounded = "unbounded"
    several = "several"
    """Named values, of which nobody marks the objective."""
    none = "none"
    """Empty, or nothing that can be read: the item can't be scored."""


WITHOUT_SOLUTION = (LabelKind.no_solution, LabelKind.infeasible, LabelKind.unbounded)


class Label(Frozen):
    """One answer."""

    kind: LabelKind
    value: float | None = None
    """The optimal objective value; None unless the kind is `optimal_value`."""
    named: dict[str, float] = Field(default_factory=dict)
    """Values by name; empty unless the kind is `several`."""
    decimals: int = 0
    """Digits behind the decimal point as the label was written: one rule asks for them."""

    def __str__(self) -> str:
        """The label as a person reads it."""
        if self.kind is LabelKind.optimal_value:
            return f"{self.value:.10g}"
        if self.kind is LabelKind.several:
            return "; ".join(f"{name}: {value:.10g}" for name, value in self.named.items())
        return self.kind.value
