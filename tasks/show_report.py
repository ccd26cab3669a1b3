"""Stage: the HTML page of a campaign, written into its lake and linked from Prefect's pages."""

import os
import shutil
from pathlib import Path

from prefect import task
from prefect.artifacts import create_link_artifact

from tasks.lake.lake import Lake
from tasks.report.data import choose_campaign
from tasks.report.page import write_report
from tasks.survive import artifact_key

FOLDER = "OPTMILL_REPORTS"
"""Names the folder whose pages are served."""
ADDRESS = "OPTMILL_REPORTS_URL"
"""Names the address under which they are."""


def served() -> bool:
    """Whether a server hands out reports to browsers; a page in the lake alone can't be opened from another page."""
    return bool(os.environ.get(FOLDER) and os.environ.get(ADDRESS))


def address_of(page: Path, campaign: str) -> str:
    """Where a browser finds a report: a copy among the served ones, under the campaign's name, or the file itself."""
    if not served():
        return page.absolute().as_uri()
    name = f"{campaign}.html"
    folder = Path(os.environ[FOLDER])
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(page, folder / name)
    return f"{os.environ[ADDRESS]}/{name}"


@task(name="show_report", retries=2, retry_delay_seconds=2)
def show_report(lake: str, campaign: str) -> str:
    """Write the page of a campaign, the latest by default, and link it; returns its address."""
    campaign = choose_campaign(Lake(lake), campaign)
    address = address_of(write_report(lake, None, campaign), campaign)
    create_link_artifact(
        address, link_text=f"Report of {campaign}", key=artifact_key("report", campaign), description="HTML report"
    )
    return address
