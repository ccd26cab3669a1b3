"""Automations: written once, by name; one that an operator has edited stays as it is."""

from typing import Any

import yaml
from prefect.client.orchestration import get_client
from prefect.events.schemas.automations import AutomationCore

from deployments.settings import FOLDER


def read_automations() -> list[AutomationCore]:
    """The automations that ship, in `automations.yaml`."""
    content: Any = yaml.safe_load((FOLDER / "automations.yaml").read_text(encoding="utf-8"))
    return [AutomationCore.model_validate(automation) for automation in content["automations"]]


def create_automations() -> list[str]:
    """Create what the server does not have yet; returns the names of what was created."""
    with get_client(sync_client=True) as client:
        known = {automation.name for automation in client.read_automations()}
        missing = [automation for automation in read_automations() if automation.name not in known]
        for automation in missing:
            client.create_automation(automation)
    return [automation.name for automation in missing]
