"""Stage: begin round 0 of a campaign whose seeds lack something, or go on with it."""

from pathlib import Path
from random import Random

from prefect import task

from schemas.round import Birth
from schemas.seed import Seed
from schemas.spec import EvolveSpec
from tasks.begin import is_worlds_fault, open_folder
from tasks.founders import refuse_unwritable
from tasks.lake.lake import Lake
from tasks.ledger import Ledger
from tasks.seed_file import SEED, SeedsError, read_seed_file
from tasks.select_parents import child_seed
from tasks.stage import current_run
from tasks.workshop import open_workshop


def is_founded(spec: EvolveSpec) -> bool:
    """Whether a campaign has its seeds, or begins with such as lack nothing."""
    lake = Lake(spec.lake)
    if 0 in lake.published_rounds(spec.campaign):
        return True
    if begun(lake.work_folder(spec.campaign, 0)):
        return False
    return not spec.seeds or not any(seed.lacks(spec.formulation) for seed in read_seed_file(spec.seeds).seeds)


def open_founding(spec: EvolveSpec) -> Path:
    """Folder of round 0, with its spec and its plan: the seeds of the file, one birth each.

    Raises:
        SeedsError: the seeds file can't be used, holds other seeds than the round was begun with, or lacks what
            nobody can write.
        SpecChanged: round 0 was begun with another spec.
    """
    folder = Lake(spec.lake).work_folder(spec.campaign, 0)
    plan = begun(folder)
    file = read_seed_file(spec.seeds) if spec.seeds or not plan else None
    if file and plan and {birth.id for birth in plan} != {seed.id for seed in file.seeds}:
        raise SeedsError(
            f"{folder} was begun with {len(plan)} seeds, and {spec.seeds} holds {len(file.seeds)} that are not the "
            f"same. Leave --seeds out to go on with those, choose another --campaign, or remove {folder}"
        )
    if file:
        refuse_unwritable(spec, file)
    births = plan or [birth_of(spec, seed, number) for number, seed in enumerate(file.seeds if file else ())]
    lacking = sum(bool(birth.given and birth.given.lacks(spec.formulation)) for birth in births)
    open_folder(folder, spec.model_copy(update={"children": lacking}))
    if not plan:
        Ledger(folder).write_plan(births)
    return folder


def begun(folder: Path) -> tuple[Birth, ...]:
    """The plan of a round 0 that stands open; empty where there is none."""
    return Ledger(folder).plan() or ()


def birth_of(spec: EvolveSpec, seed: Seed, number: int) -> Birth:
    """What a seed becomes a candidate from."""
    return Birth(
        id=seed.id,
        number=number,
        strategy=SEED,
        operator=SEED,
        parent_ids=(),
        seed=Random(child_seed(spec, (0, number))).getrandbits(32),
        given=seed,
    )


@task(
    name="begin_seeds",
    retry_condition_fn=is_worlds_fault,
    retries=2,
    retry_delay_seconds=2,
)
def begin_seeds(spec: EvolveSpec) -> list[str]:
    """Begin or resume round 0; returns its shards."""
    folder = open_founding(spec)
    workshop = open_workshop(folder)
    workshop.hold(current_run())
    return [f"{folder}/shard-{number:02d}" for number in range(workshop.spec.shard_count())]
