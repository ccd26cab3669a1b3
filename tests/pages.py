"""Prefect's pages in a real browser: forms are filled and sent as people do it."""

import re
import shutil
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

from tests.standing import Factory

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""Nothing but loopback is reached."""
PATIENCE = 60_000
"""Milliseconds."""


@contextmanager
def open_page(folder: Path) -> Generator[Page]:
    """A page of a browser whose profile lies in a folder; there must be a browser."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=BROWSER,
            headless=True,
            args=FLAGS,
            viewport={"width": 1400, "height": 1000},
        )
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        yield context.new_page()
        context.close()


def pages(factory: Factory) -> str:
    """Where the pages are."""
    return f"http://127.0.0.1:{factory.port}/v2"


def open_form(page: Page, factory: Factory, deployment: str) -> None:
    """Open the form that runs a deployment."""
    found = factory.ask("GET", f"/deployments/name/{deployment}")["id"]
    page.goto(f"{pages(factory)}/deployments/deployment/{found}/run")
    page.wait_for_load_state("networkidle")


def fill(page: Page, fields: Mapping[str, str]) -> None:
    """Fill fields in by their labels."""
    for label, value in fields.items():
        page.get_by_label(label, exact=False).first.fill(value)


def choose(page: Page, label: str, option: str) -> None:
    """Choose one of a field's values."""
    page.get_by_label(label, exact=False).first.click()
    page.get_by_role("option", name=option).click()


def submit(page: Page) -> None:
    """Press Submit, and again where the page stays: a busy server's SQLite answers 503, which the form only tells."""
    left = re.compile(r"flow-run|deployments/deployment/[^/]+(\?.*)?$")
    for last in (False, False, True):
        page.get_by_role("button", name="Submit").click()
        try:
            page.wait_for_url(left, timeout=PATIENCE / 3)
            return
        except TookTooLong:
            if last:
                raise
