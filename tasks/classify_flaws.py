"""Stage: name the flaws of all trajectories of some checkpoints, and leave them as a table and as artifacts."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from schemas.flaw_record import Finished, FlawRecord
from schemas.flaw_spec import FlawSpec
from tasks.begin_benchmark import is_worlds_fault
from tasks.call_book import CallBook
from tasks.lake.flaw_tables import publish_flaws
from tasks.lake.lake import Lake
from tasks.ledger import Ledger
from tasks.survive import artifact_key
from tasks.teacher.faculty import open_teacher
from tasks.teacher.record import Record
from tasks.teacher.recorded import Recorded
from tasks.trajectory.checkpoints import load_checkpoint
from tasks.trajectory.classifying import classify, flaw_rates, trigger_rates
from tasks.trajectory.figure_rows import flaw_rows, rate_rows


def open_judge(spec: FlawSpec) -> Recorded | None:
    """Who is asked, with what is known of its answers; None: nobody."""
    if not spec.asks:
        return None
    lake = Lake(spec.lake)
    ledger = Ledger(Path(lake.work_root) / f"flaws={spec.run}" / "run")
    return Recorded(open_teacher(spec.judge), Record(ledger.calls(), (lake,)), CallBook(ledger.call_file).append)


def classify_all(spec: FlawSpec) -> list[FlawRecord]:
    """The flaws of all trajectories, many at a time; what was asked once is not asked again."""
    every = [each for name, source in spec.named for each in load_checkpoint(spec, name, source)]
    judge = open_judge(spec)

    def look(finished: Finished) -> FlawRecord:
        return classify(finished, spec, judge)

    with ThreadPoolExecutor(spec.judge.concurrency if judge else 1) as pool:
        return list(pool.map(look, every))


@task(name="classify_flaws", retry_condition_fn=is_worlds_fault, retries=2, retry_delay_seconds=2)
def classify_flaws(spec: FlawSpec) -> dict[str, Any]:
    """Classify, publish, and leave the figures on Prefect's pages; returns what there is."""
    records = classify_all(spec)
    publish_flaws(Lake(spec.lake), spec.run, records)
    tables = {"rates": flaw_rows(flaw_rates(records)), "triggers": rate_rows(trigger_rates(records))}
    for name, rows in tables.items():
        create_table_artifact(rows, key=artifact_key("flaws", name, spec.run), description=f"Flaws, {spec.run}: {name}")
    return {"run": spec.run, "trajectories": len(records)}
