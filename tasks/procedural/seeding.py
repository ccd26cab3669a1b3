"""Writes the seeds that ship: `python -m tasks.procedural.seeding` draws, solves, verifies and stores them.

Every family is told by each story of each setting, then again with other data, until there are as many seeds as the
paper had. A seed is kept only when its programs in two solvers and its grounded formulation give the same outcome.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from schemas.blueprint import Blueprint
from schemas.candidate import Program
from schemas.seed import Seed
from schemas.solve import Solve, SolverName, TerminationStatus
from tasks.algebra.ground import ground
from tasks.algebra.highs import Answer, solve_linear_model
from tasks.algebra.linear_model import INFINITY, Column, LinearModel, Row
from tasks.algebra.text import print_formulation
from tasks.check.quantities import unstated, unused
from tasks.procedural.dialects import write_program
from tasks.procedural.families import all_families
from tasks.procedural.family import Family, draw_blueprint
from tasks.procedural.twists import make_degenerate, make_infeasible, make_unbounded
from tasks.procedural.words import write_statement
from tasks.sandbox.door import run_program
from tasks.seed_file import SHIPPED

SEEDS = 260
SOLVERS = (SolverName.copt, SolverName.pulp)
"""Solvers that a seed carries a program for."""
LICENCE = "Apache-2.0"
TWISTED = {"infeasible": 9, "unbounded": 5, "degenerate": 8}
"""Seeds of each odd outcome."""


@dataclass(frozen=True)
class Place:
    """Which story of which setting of which family, and which draw of it."""

    family: Family
    setting: int
    story: int
    draw: int

    def rng(self) -> Random:
        """Random numbers of this place alone, so that a new family leaves the other seeds as they were."""
        setting = self.family.settings[self.setting].name
        return Random(f"{self.family.name}/{setting}/{self.story}/{self.draw}")

    def blueprint(self) -> Blueprint:
        """The problem drawn here."""
        return draw_blueprint(self.family, self.family.settings[self.setting], self.story, self.rng())


def places() -> Iterator[Place]:
    """All stories of all settings of all families, draw after draw, families in turn."""
    families = list(all_families().values())
    for draw in count():
        for story, setting in ((s, n) for s in range(2) for n in range(3)):
            for family in families:
                if setting < len(family.settings) and story < len(family.settings[setting].stories):
                    yield Place(family, setting, story, draw)


def twisted(place: Place, wanted: Counter[str]) -> tuple[Blueprint, str]:
    """The place's problem, turned where a twist is still wanted and fits; and the twist's name."""
    blueprint, family = place.blueprint(), place.family
    odd = place.draw > 0
    if odd and wanted["infeasible"] and family.scarce:
        return make_infeasible(blueprint, family), "infeasible"
    if odd and wanted["unbounded"] and family.lifted:
        return make_unbounded(blueprint, family), "unbounded"
    if odd and wanted["degenerate"]:
        level = make_degenerate(blueprint) if has_objective_data(blueprint) else blueprint
        if level is not blueprint and has_other_optimum(ground(level.formulation)):
            return level, "degenerate"
    return blueprint, ""


def has_objective_data(blueprint: Blueprint) -> bool:
    """Whether an indexed, plain parameter stands in the objective."""
    formulation = blueprint.formulation
    return any(
        p.sets and not p.derivation and p.name in formulation.objective.expression for p in formulation.parameters
    )


def has_other_optimum(model: LinearModel) -> bool:
    """Whether two different solutions share the optimal value."""
    first = solve_linear_model(model)
    if first.objective is None:
        return False
    level = Row("level", {p: c.cost for p, c in enumerate(model.columns) if c.cost}, *tight(model, first))
    for direction in (1.0, -1.0):
        columns = tuple(
            Column(c.name, c.kind, c.lower, c.upper, direction * (p % 7 + 1)) for p, c in enumerate(model.columns)
        )
        other = solve_linear_model(LinearModel(model.sense, columns, (*model.rows, level)))
        if other.values and max(abs(a - b) for a, b in zip(first.values, other.values, strict=True)) > 1e-4:
            return True
    return False


def tight(model: LinearModel, answer: Answer) -> tuple[float, float]:
    """Bounds that hold the objective at its optimum."""
    value = (answer.objective or 0.0) - model.constant
    return (value - 1e-6, INFINITY) if model.sense.value == "maximize" else (-INFINITY, value + 1e-6)


def make_seed(blueprint: Blueprint, family: Family, twist: str) -> Seed:
    """Render, solve in two solvers and verify one seed.

    Raises:
        ValueError: the ways do not agree, or the words lack a number.
    """
    statement, formulation = write_statement(blueprint), blueprint.formulation
    if unstated(formulation, statement) or unused(formulation, statement):
        raise ValueError(f"{family.name}: numbers of words and formulation differ")
    programs = tuple(Program(solver=solver, source=write_program(formulation, solver)) for solver in SOLVERS)
    answer = solve_linear_model(ground(formulation))
    for program in programs:
        require_same(family, answer, run_program(program.source, program.solver))
    if answer.status is not blueprint.status:
        raise ValueError(f"{family.name}: declared {blueprint.status}, found {answer.status}")
    tags = [twist, "table" if "|---|" in statement else "", "logic" if family.logic else ""]
    return Seed(
        statement=statement,
        formulation=print_formulation(formulation),
        programs=programs,
        status=blueprint.status,
        objective=None if answer.objective is None else float(f"{answer.objective:.12g}"),
        sense=formulation.objective.sense,
        domain=blueprint.domain,
        licence=LICENCE,
        family=family.name,
        tags=tuple(tag for tag in tags if tag),
        blueprint=blueprint,
    )


def require_same(family: Family, answer: Answer, solve: Solve) -> None:
    """Raise where a program does not give the formulation's answer."""
    equal = solve.status is answer.status and (
        answer.status is not TerminationStatus.optimal
        or abs((solve.objective or 0) - (answer.objective or 0)) <= 1e-6 * max(1, abs(answer.objective or 0))
    )
    if not equal:
        raise ValueError(
            f"{family.name}: {solve.solver} gives {solve.status} {solve.objective}, the formulation {answer.status} "
            f"{answer.objective}; {solve.error}"
        )


def all_seeds() -> list[Seed]:
    """Draw and verify all seeds that ship."""
    seeds: list[Seed] = []
    wanted = Counter(TWISTED)
    for place in places():
        if len(seeds) == SEEDS:
            break
        blueprint, twist = twisted(place, wanted)
        wanted[twist] -= bool(twist)
        seeds.append(make_seed(blueprint, place.family, twist))
    return seeds


def main() -> None:
    """Write the shipped file."""
    seeds = all_seeds()
    SHIPPED.parent.mkdir(exist_ok=True)
    lines = [json.dumps(s.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False) for s in seeds]
    SHIPPED.write_text("\n".join(lines) + "\n")
    sys.stdout.write(f"{len(seeds)} seeds of {len({seed.family for seed in seeds})} families: {SHIPPED}\n")


if __name__ == "__main__":
    main()
