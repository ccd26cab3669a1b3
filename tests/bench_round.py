"""One round in a process of its own, through the flow or by calling its stages directly, and how long it took.

`python -m tests.bench_round WAY SPEC` prints seconds as JSON: until the server answered, of the round, and until the
server had caught up. The server runs either way, so that what the flow adds is what Prefect costs.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.running import prefect_for
from schemas.spec import EvolveSpec


def by_flow(spec: EvolveSpec) -> None:
    """The round as users run it."""
    from flows.evolve import evolve

    evolve(spec)


def by_hand(spec: EvolveSpec) -> None:
    """The same stages in the same order, each shard in a thread of its own, without Prefect."""
    from tasks.begin import open_round
    from tasks.deduplicate import deduplicate
    from tasks.publish import publish
    from tasks.select_parents import select_parents
    from tasks.workshop import close_workshop, open_workshop

    folder = str(open_round(spec))
    open_workshop(folder).hold()
    shards = select_parents.fn(folder)
    with ThreadPoolExecutor(len(shards)) as pool:
        list(pool.map(go_through, shards))
    deduplicate.fn(folder)
    publish.fn(folder)
    close_workshop(folder)


def go_through(shard: str) -> None:
    """Take one shard through all stages."""
    from tasks.execute import execute
    from tasks.formulate import formulate
    from tasks.mutate import mutate
    from tasks.repair import repair
    from tasks.validate import (
        check_alignment,
        check_constraints,
        check_description,
        check_no_op,
        check_opinions,
        check_program,
        check_second_program,
        check_variables,
    )

    solution = (mutate, formulate, check_description, execute, check_program, check_alignment)
    opinions = (check_no_op, check_opinions, check_second_program)
    for stage in (*solution, check_variables, check_constraints, *opinions, repair):
        stage.fn(shard)


WAYS = {"flow": by_flow, "direct": by_hand}


def main() -> None:
    """Measure one round."""
    way, spec = sys.argv[1], EvolveSpec.model_validate_json(Path(sys.argv[2]).read_text())
    began = time.monotonic()
    with prefect_for(spec.lake):
        ready = time.monotonic()
        WAYS[way](spec)
        done = time.monotonic()
    ended = time.monotonic()
    seconds = {"start_up": ready - began, "round": done - ready, "catch_up": ended - done}
    sys.stdout.write(json.dumps(seconds) + "\n")


if __name__ == "__main__":
    main()
