"""Techniques are told from models alone."""

import pytest

from schemas.technique import Technique
from tasks.check.subject import read_formulation
from tasks.seed_file import read_seeds
from tasks.techniques import techniques

EXPECTED = {
    "lot_sizing": {Technique.big_m, Technique.multi_period},
    "multi_period_planning": {Technique.multi_period},
    "transshipment": {Technique.network},
    "max_flow": {Technique.network},
    "shortest_path": {Technique.network},
    "p_median": {Technique.k_of_n, Technique.logical},
    "fixed_charge_transport": {Technique.big_m},
    "portfolio": {Technique.absolute_value},
    "job_shop": {Technique.big_m, Technique.min_max},
    "dispersion": {Technique.min_max, Technique.k_of_n},
    "blending": set[Technique](),
    "knapsack": set[Technique](),
    "production_mix": set[Technique](),
}
PIECEWISE = """## Sets
- `POINTS = ["low", "middle", "high"]`: breakpoints

## Parameters
- `level[POINTS] = {"low": 0, "middle": 40, "high": 100}`: tons
- `cost[POINTS] = {"low": 0, "middle": 90, "high": 150}`: dollars

## Decision variables
- `0 <= weight[POINTS]`, continuous: weight of the breakpoint
- `0 <= made`, continuous: tons made

## Objective
- `minimize sum(cost[p] * weight[p] for p in POINTS)`: dollars

## Constraints
- whole: `sum(weight[p] for p in POINTS) == 1`
- between: `made == sum(level[p] * weight[p] for p in POINTS)`
- enough: `made >= 60`
"""


@pytest.mark.parametrize("family", EXPECTED)
def test_every_seed_of_a_family_shows_its_techniques(family: str):
    seeds = [seed for seed in read_seeds() if seed.family == family]
    assert seeds
    for seed in seeds:
        model = read_formulation(seed.formulation).model
        assert model is not None
        assert set(techniques(model)) == EXPECTED[family]


def test_weights_of_breakpoints_are_piecewise():
    model = read_formulation(PIECEWISE).model
    assert model is not None
    assert Technique.piecewise in techniques(model)
