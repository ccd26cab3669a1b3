"""The seeds that ship."""

import math
import re
import statistics
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from schemas.candidate import Program
from schemas.seed import Seed
from schemas.solve import SolverName, TerminationStatus
from tasks.algebra.text import parse_formulation
from tasks.check.quantities import unstated, unused
from tasks.sandbox.door import run_program
from tasks.seed_file import read_seeds

NUMBER = re.compile(r"\d[\d,.]*")
SIMILAR = 0.7
"""Jaccard index above which two number-masked texts tell the same story."""


@pytest.fixture(scope="module")
def seeds() -> list[Seed]:
    return read_seeds()


def shingles(text: str) -> frozenset[str]:
    """Three words in a row, numbers masked."""
    words = NUMBER.sub("#", text.lower()).split()
    return frozenset(" ".join(words[at : at + 3]) for at in range(len(words) - 2))


def test_there_are_260_different_seeds_of_at_least_24_families(seeds: list[Seed]):
    assert len(seeds) == len({seed.id for seed in seeds}) == 260
    assert len({seed.family for seed in seeds}) >= 24


def test_at_most_three_seeds_tell_one_story(seeds: list[Seed]):
    told = [shingles(seed.statement) for seed in seeds]
    for text in told:
        assert sum(len(text & other) > SIMILAR * len(text | other) for other in told) <= 3


def test_many_have_a_table_and_many_have_logic(seeds: list[Seed]):
    tags = Counter(tag for seed in seeds for tag in seed.tags)
    assert tags["table"] >= 60
    assert tags["logic"] >= 40
    assert all(("table" in seed.tags) == ("|---" in seed.statement.replace(" ", "")) for seed in seeds)


def test_odd_outcomes_are_there_and_declared(seeds: list[Seed]):
    odd = [seed for seed in seeds if {"infeasible", "unbounded", "degenerate"} & set(seed.tags)]
    assert len(odd) >= 15
    for outcome in (TerminationStatus.infeasible, TerminationStatus.unbounded):
        declared = {seed.id for seed in seeds if seed.status is outcome}
        assert declared
        assert declared == {seed.id for seed in seeds if outcome.value in seed.tags}


def test_half_of_them_have_80_words_or_more(seeds: list[Seed]):
    assert statistics.median(len(seed.statement.split()) for seed in seeds) >= 80


def test_words_and_formulation_have_the_same_numbers(seeds: list[Seed]):
    for seed in seeds:
        formulation = parse_formulation(seed.formulation)
        assert not unstated(formulation, seed.statement), seed.statement
        assert not unused(formulation, seed.statement), seed.statement


def test_every_seed_carries_a_blueprint_and_a_programs_for_both_solvers(seeds: list[Seed]):
    for seed in seeds:
        assert seed.blueprint
        assert {program.solver for program in seed.programs} >= {SolverName.copt, SolverName.pulp}
        assert seed.licence == "Apache-2.0"


def test_programs_give_the_stored_answer_in_both_solvers(seeds: list[Seed]):
    sample = Random(7).sample(seeds, 20)
    jobs = [(seed, program) for seed in sample for program in seed.programs]
    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(gives_the_stored_answer, jobs))


def gives_the_stored_answer(job: tuple[Seed, Program]) -> bool:
    """Run one program of a seed."""
    seed, program = job
    solve = run_program(program.source, program.solver)
    assert solve.status is seed.status, f"{seed.statement}\n{solve.error}"
    if seed.objective is None:
        return True
    assert solve.objective is not None
    assert solve.sense is seed.sense
    return math.isclose(solve.objective, seed.objective, rel_tol=1e-6, abs_tol=1e-6)
