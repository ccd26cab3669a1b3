"""The GPU pool of one machine, made from its template: it trains by two ranks and benchmarks what came of it.

The same runs in containers are `python -m tests.measure_pools`, for building their image takes minutes.
"""

import pytest

from tests.gpu_pool import STEPS, chain, make_base, result_of, wait_for_chain
from tests.standing import Factory

pytest.importorskip("trl", reason="the train extra is not installed")


def test_a_campaigns_chain_exports_trains_by_two_ranks_and_benchmarks_on_the_gpu_pool(factory: Factory):
    make_base(factory.home)
    spec = {"campaign": "taught", "children": 12, "rounds": 1, "chain": chain()}
    assert factory.wait(factory.run("campaign/campaign", spec=spec))["state_type"] == "COMPLETED"
    exported, trained, scored = wait_for_chain(factory, "taught", seconds=600)
    assert [run["work_pool_name"] for run in (exported, trained, scored)] == ["optmill", "optmill-gpu", "optmill-gpu"]
    result = result_of(factory, "models/taught")
    assert (result["steps"], result["world_size"], result["sharding"]) == (STEPS, 2, "fsdp2")
    assert len(set(result["rank_losses"])) == 2
    assert len(factory.artifacts("training-taught")) == 1
    assert factory.artifacts("training-taught")[0]["data"] == 100.0
