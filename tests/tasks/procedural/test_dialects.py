"""Programs in every dialect build their formulation's model and give its answer, by HiGHS without any program."""

import ast
import math
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from random import Random

import pytest

from schemas.blueprint import Blueprint
from schemas.formulation import Formulation, Objective, Variable, VariableKind
from schemas.plant import PlantKind
from schemas.solve import Limits, ObjectiveSense, Solve, SolverName, TerminationStatus
from tasks.algebra.ground import ground
from tasks.algebra.highs import Answer, solve_linear_model
from tasks.algebra.linear_model import canonical_hash
from tasks.algebra.text import parse_formulation
from tasks.check.subject import captured_model
from tasks.procedural.dialects import DIALECTS, write_program
from tasks.procedural.dialects.layout import WIDTH
from tasks.procedural.dialects.linear_solver import write_linear
from tasks.procedural.families import all_families
from tasks.procedural.family import draw_blueprint
from tasks.procedural.operators import OPERATORS, NotApplicable, apply_operator
from tasks.procedural.plants import PROGRAM_ERRORS, plant
from tasks.sandbox.door import run_program
from tests.tasks.algebra.bakery import FORMULATION

FAMILIES = sorted(all_families())
WAYS: dict[str, tuple[SolverName, Callable[[Formulation], str]]] = {
    **{solver.value: (solver, write) for solver, write in DIALECTS.items()},
    "linear_solver": (SolverName.ortools, write_linear),
}
"""Every dialect, and OR-Tools' linear solver also where the dialect of OR-Tools takes CP-SAT."""


@cache
def drawn(name: str) -> Blueprint:
    """One problem of a family."""
    family = all_families()[name]
    return draw_blueprint(family, family.settings[-1], 0, Random(f"dialects/{name}"))


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    """A dialect; tests are run one dialect after the other, as the door keeps few solvers warm."""
    return request.param


def answer_of(formulation: Formulation) -> Answer:
    """A formulation's answer without any program."""
    return solve_linear_model(ground(formulation))


@cache
def evolved(operator: str) -> Formulation:
    """A child of one operator, of the first family that it applies to."""
    for name in FAMILIES:
        rng = Random(f"dialects/{operator}/{name}")
        try:
            return apply_operator(operator, (drawn(name), drawn(rng.choice(FAMILIES))), rng).formulation
        except NotApplicable:
            continue
    raise LookupError(operator)


def run(way: str, formulation: Formulation) -> Solve:
    """What the program of a dialect does."""
    solver, write = WAYS[way]
    return run_program(write(formulation), solver, Limits(wall_seconds=60))


def agrees(way: str, formulation: Formulation) -> bool:
    """Whether a program builds its formulation's model and gives its answer; what differs is asserted."""
    solve, answer = run(way, formulation), answer_of(formulation)
    assert solve.status is answer.status, solve.error
    assert math.isclose(solve.objective or 0, answer.objective or 0, rel_tol=1e-6, abs_tol=1e-6)
    optimal = solve.status is TerminationStatus.optimal
    assert ("Optimal objective value" if optimal else "No Best Solution") in solve.stdout
    model = captured_model(solve)
    return model is not None and canonical_hash(model) == canonical_hash(ground(formulation))


@pytest.mark.parametrize("name", FAMILIES)
def test_a_program_builds_its_familys_model_and_gives_its_answer(name: str, way: str):
    assert agrees(way, drawn(name).formulation)


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_program_of_an_operators_child_gives_the_childs_answer(operator: str, way: str):
    assert agrees(way, evolved(operator))


def odd_bakery() -> Formulation:
    """A formulation with what families leave out: a constant in the objective, free and bounded variables."""
    bakery = parse_formulation(FORMULATION)
    variables = (
        *bakery.variables,
        Variable(name="load", lower=None, upper=7.5),
        Variable(name="trays", sets=("ITEMS",), kind=VariableKind.integer, lower=-2, upper=4),
        Variable(name="open", sets=("ITEMS", "STEPS"), kind=VariableKind.binary),
    )
    extra = "load - sum(trays[i] for i in ITEMS) + sum(open[i, s] for i in ITEMS for s in STEPS) + 12"
    objective = Objective(
        sense=ObjectiveSense.maximize, expression=f"{bakery.objective.expression} + {extra}", meaning="all"
    )
    return bakery.model_copy(update={"variables": variables, "objective": objective})


def test_a_constant_and_bounds_of_every_kind_are_kept(way: str):
    assert agrees(way, odd_bakery())


def test_a_program_without_an_answer_says_so(way: str):
    bakery = parse_formulation(FORMULATION.replace("bake[i] <= most[i]", "bake[i] >= most[i] * 4"))
    assert run(way, bakery).status is TerminationStatus.infeasible
    endless = parse_formulation(FORMULATION.replace("<= limit[s]", ">= limit[s]").replace("<= most[i]", ">= most[i]"))
    solve = run(way, endless)
    assert solve.status is TerminationStatus.unbounded
    assert "No Best Solution" in solve.stdout


@pytest.mark.parametrize("kind", PROGRAM_ERRORS)
def test_an_error_planted_in_a_program_is_in_the_model_that_it_builds(kind: PlantKind, way: str):
    right, wrong = planted(kind)
    model = captured_model(run(way, wrong))
    assert model is not None
    assert canonical_hash(model) == canonical_hash(ground(wrong)) != canonical_hash(ground(right))


def planted(kind: PlantKind) -> tuple[Formulation, Formulation]:
    """A formulation, and the wrong one that is programmed: of the first family whose model such an error changes."""
    for name in ("lot_sizing", *FAMILIES):
        blueprint = drawn(name)
        with suppress(NotApplicable):
            return blueprint.formulation, plant(kind, blueprint, (), Random(f"dialects/{kind}")).programmed
    raise AssertionError(f"no family has a place for {kind}")


def test_every_solver_has_a_dialect():
    assert set(DIALECTS) == set(SolverName)


@pytest.mark.parametrize("solver", DIALECTS)
def test_a_program_names_every_part_of_its_formulation(solver: SolverName):
    for name in FAMILIES:
        formulation = drawn(name).formulation
        source = write_program(formulation, solver)
        ast.parse(source)
        assert all(part in source for part in formulation.names())


@pytest.mark.parametrize("solver", DIALECTS)
def test_no_line_of_a_program_is_long(solver: SolverName):
    programs = [write_program(drawn(name).formulation, solver) for name in FAMILIES]
    lines = [line for program in programs for line in program.splitlines() if not line.lstrip().startswith("#")]
    assert max(map(len, lines)) <= WIDTH


def test_whole_and_bounded_models_go_to_cp_sat_and_all_others_to_the_linear_solver():
    assert "cp_model" in write_program(drawn("knapsack").formulation, SolverName.ortools)
    halved = drawn("knapsack").formulation
    room = halved.parameter("room")
    parameters = tuple(
        p.model_copy(update={"values": (room.values[0] + 0.5,)}) if p == room else p for p in halved.parameters
    )
    for other in (
        parse_formulation(FORMULATION),  # whole, without an upper bound
        drawn("diet").formulation,
        halved.model_copy(update={"parameters": parameters}),
    ):
        assert "pywraplp" in write_program(other, SolverName.ortools)


def test_a_name_that_pyomo_models_have_themselves_makes_way():
    source = write_program(odd_bakery(), SolverName.pyomo)
    assert "model.load_ = pyo.Var(" in source and 'print("load =", model.load_.value)' in source
