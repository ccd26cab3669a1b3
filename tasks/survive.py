"""Stage: the round's survival as Prefect artifacts, under keys that keep their history over rounds."""

import re
from pathlib import Path

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from tasks.survival_read import read_campaign_survival
from tasks.survival_table import operator_checker_rows, operator_rows, reason_rows, survival_markdown
from tasks.workshop import close_workshop, open_workshop


def artifact_key(*parts: str) -> str:
    """A key as Prefect wants it: lower case, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(parts).lower()).strip("-")


@task(name="survival", retries=2, retry_delay_seconds=2)
def survive(folder: str) -> None:
    """Leave the survival of a published round as a table and as Markdown."""
    path = Path(folder)
    workshop = open_workshop(path)
    campaign, number, lake = workshop.spec.campaign, workshop.round, workshop.lake
    rows = read_campaign_survival(lake, campaign, number)
    title = f"{campaign}, round {number}"
    create_table_artifact(operator_rows(rows), key=artifact_key("survival", campaign), description=f"Survival, {title}")
    create_table_artifact(reason_rows(rows), key=artifact_key("reasons", campaign), description=f"Rejections, {title}")
    books = operator_checker_rows(rows)
    create_table_artifact(books, key=artifact_key("checkers", campaign), description=f"Checkers by operator, {title}")
    create_markdown_artifact(
        survival_markdown(rows, title), key=artifact_key("round", campaign), description=f"Survival, {title}"
    )
    close_workshop(path)
