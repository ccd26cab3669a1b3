"""Honest problems of every family, setting and story fail no checker; some words leave the variables' type open."""

from random import Random

import pytest

from schemas.candidate import Candidate
from schemas.solve import SolverName
from schemas.verdict import Outcome
from tasks.algebra.text import print_formulation
from tasks.check.checks import CHECKS
from tasks.check.subject import make_subject
from tasks.procedural.dialects import write_program
from tasks.procedural.families import all_families
from tasks.procedural.family import Family, Setting, draw_blueprint
from tasks.procedural.words import write_statement
from tasks.sandbox.door import run_program, solve_model

SEEDS = 2
SETTINGS = [(family, setting) for family in all_families().values() for setting in family.settings]


def drawn(family: Family, setting: Setting, story: int, seed: int) -> Candidate:
    blueprint = draw_blueprint(family, setting, story, Random(f"{family.name} {setting.name} {story} {seed}"))
    return Candidate(
        id=f"{family.name}-{setting.name}-{story}-{seed}",
        campaign="test",
        round=0,
        number=seed,
        generation=0,
        strategy="seed",
        operator="seed",
        statement=write_statement(blueprint),
        formulation=print_formulation(blueprint.formulation),
        blueprint=blueprint,
    )


@pytest.mark.parametrize(("family", "setting"), SETTINGS, ids=[f"{f.name}-{s.name}" for f, s in SETTINGS])
def test_honest_problems_fail_no_checker(family: Family, setting: Setting) -> None:
    for story in range(len(setting.stories)):
        for seed in range(SEEDS):
            candidate = drawn(family, setting, story, seed)
            assert candidate.blueprint is not None
            solve = run_program(write_program(candidate.blueprint.formulation, SolverName.copt), SolverName.copt)
            resolved = solve_model(solve.model_mps) if solve.model_mps else None
            subject = make_subject(candidate, (), solve, resolved)
            verdicts = [check(subject) for check in CHECKS.values()]
            assert subject.agrees
            assert [v for v in verdicts if v.outcome is Outcome.failed] == []
            assert {v.reason for v in verdicts if v.outcome is Outcome.abstained} <= {"type_ambiguous"}
