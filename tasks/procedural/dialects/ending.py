"""How a program ends: it solves, and prints its answer, or that there is none."""

from dataclasses import dataclass

from schemas.formulation import Variable


@dataclass(frozen=True)
class Ending:
    """A library's words for solving and for reading the answer."""

    solve: str
    """Empty where stating the objective solves."""
    optimal: str
    """Holds where the solver found an optimum."""
    best: str
    """The objective value."""
    value: str
    """The value of the decision variable `{var}`."""
    nonzero: str = "abs({value}) > 1e-6"
    """Holds where a decision variable's `{value}` is worth printing."""
    load: str = ""
    """Brings the solution to the model; empty where solving does."""

    def write(self, variables: dict[str, Variable]) -> str:
        """Source of the program's end.

        Args:
            variables: decision variables by the source that names them in the program.
        """
        return "\n".join(
            [
                *([self.solve] if self.solve else []),
                f"if {self.optimal}:",
                *([f"    {self.load}"] if self.load else []),
                f'    print("Optimal objective value:", {self.best})',
                *(self.print_source(named, variable) for named, variable in variables.items()),
                "else:",
                '    print("No Best Solution")',
            ]
        )

    def print_source(self, named: str, variable: Variable) -> str:
        """Print a decision variable's value, or its nonzero values."""
        if not variable.sets:
            return f'    print("{variable.name} =", {self.value.format(var=named)})'
        value = self.value.format(var="var")
        return (
            f"    for key, var in {named}.items():\n"
            f"        if {self.nonzero.format(value=value)}:\n"
            f'            print("{variable.name}", key, "=", {value})'
        )
