"""The look at a whole round for duplicates, which a kill may interrupt."""

from pathlib import Path

from schemas.candidate import Candidate, Stage
from schemas.spec import EvolveSpec
from schemas.step import Step
from tasks.begin import open_round
from tasks.deduplicate import dedupe_step, judge_duplicates
from tasks.select_parents import plan_round
from tasks.workshop import Workshop

BARGES = "The harbour master loads crates of oranges onto barges every morning before the tide turns, {} pallets each."
LOAVES = "A bakery near the old market sells rye loaves and seeded rolls to hotels that pay on delivery within {} days."
CHILDREN = ((BARGES.format(3), "one"), (LOAVES.format(4), "one"), (LOAVES.format(9), "another"))
"""Words and model: the second has the first's model, and the third is near the second's words."""


def solved_round(folder: Path) -> Path:
    """A round in one shard whose children only lack the look for duplicates."""
    path = open_round(EvolveSpec(lake=str(folder / "lake"), children=len(CHILDREN), shards=1))
    planned = Workshop(path)
    planned.ledger.write_plan(plan_round(planned.spec, 1, list(planned.population.values())))
    shard = Workshop(path).shard(0)
    for child in shard.waiting(Stage.mutate):
        words, model = CHILDREN[child.number]
        update = {"statement": words, "evidence": child.evidence.model_copy(update={"model_hash": model}).model_dump()}
        shard.record(Step(stage=Stage.mutate, candidate_id=child.id, update=update))
    return path


def look(path: Path, most: int) -> list[Candidate]:
    """What a process does that is killed after so many candidates; returns the round as it then is."""
    workshop = Workshop(path)
    shard = workshop.shard(0)
    judged = judge_duplicates(workshop, [shard])
    for child in shard.waiting(Stage.deduplicate)[:most]:
        shard.record(dedupe_step(shard, child, judged[child.id]))
    return list(Workshop(path).shard(0).candidates.values())


def test_a_look_that_was_interrupted_ends_as_an_undisturbed_one(tmp_path: Path):
    undisturbed = look(solved_round(tmp_path / "left"), most=3)
    assert [child.rejected_reason for child in undisturbed] == [None, "same_model_as", None]
    assert undisturbed[2].cluster == undisturbed[1].id

    disturbed = solved_round(tmp_path / "right")
    look(disturbed, most=2)
    assert look(disturbed, most=3) == undisturbed
