"""The program that most libraries share, and the words in which each of them says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from schemas.formulation import Constraint, Formulation, Variable
from schemas.solve import ObjectiveSense
from tasks.procedural.dialects.data import comment, data_source, library_expression, loop_head, row_name
from tasks.procedural.dialects.ending import Ending
from tasks.procedural.dialects.layout import lay_out


@dataclass(frozen=True)
class Library:
    """A modelling library's words; what a formulation fills in stands between braces."""

    imports: str
    model: str
    """Makes an empty model; may use `{sense}`."""
    variable: Callable[[Formulation, Variable], str]
    """Makes a decision variable, indexed or not: the right side of its assignment."""
    senses: Mapping[ObjectiveSense, str]
    objective: str
    """States the objective's `{expression}`, and its `{sense}` where the model did not."""
    total: str
    """Adds up decision variables: `cp.quicksum`."""
    row: str
    """Adds one `{row}` with its `{name}`."""
    ending: Ending
    rows: str = ""
    """Adds all `{rows}` of an indexed constraint, a generator, under one `{name}`; empty: they are added in a loop."""

    def write(self, formulation: Formulation) -> str:
        """Write an indexed program that solves the formulation and prints its answer."""
        objective, constraints = self.objective_source(formulation), self.constraints_source(formulation)
        blocks = [
            self.imports,
            data_source(formulation),
            self.model.format(sense=self.senses[formulation.objective.sense]),
            "\n".join(["# Decision variables", *(self.variable_source(formulation, v) for v in formulation.variables)]),
            *((objective, constraints) if self.ending.solve else (constraints, objective)),
            self.ending.write({variable.name: variable for variable in formulation.variables}),
        ]
        return lay_out("\n\n".join(blocks) + "\n")

    def variable_source(self, formulation: Formulation, variable: Variable) -> str:
        """A decision variable's assignment, with its meaning."""
        return f"{variable.name} = {self.variable(formulation, variable)}{comment(variable.meaning)}"

    def objective_source(self, formulation: Formulation) -> str:
        """The objective under its meaning."""
        objective = formulation.objective
        expression = library_expression(formulation, objective.expression, self.total)
        meaning = f": {objective.meaning}" if objective.meaning else ""
        stated = self.objective.format(expression=expression, sense=self.senses[objective.sense])
        return f"# Objective{meaning}\n{stated}"

    def constraints_source(self, formulation: Formulation) -> str:
        """All constraints, each under its meaning."""
        return "\n".join(["# Constraints", *(self.constraint_source(formulation, c) for c in formulation.constraints)])

    def constraint_source(self, formulation: Formulation, constraint: Constraint) -> str:
        """The rows of one constraint: at once, or inside the loops of its clauses."""
        row = library_expression(formulation, constraint.expression, self.total)
        note = [f"# {constraint.meaning}"] if constraint.meaning else []
        if self.rows and constraint.forall:
            rows = f"{row} {constraint.forall.strip()}"
            return "\n".join([*note, self.rows.format(rows=rows, name=f'"{constraint.name}"')])
        lines, depth = loop_head(constraint)
        stated = self.row.format(row=row, name=row_name(constraint))
        return "\n".join([*note, *lines, "    " * depth + stated])
