"""Stage: audit a lake, leave its table as an artifact, and fail where an answer disagrees."""

from typing import Any

from prefect import task
from prefect.artifacts import create_table_artifact

from tasks.audit import audit_lake
from tasks.survive import artifact_key


class AuditDisagrees(RuntimeError):
    """An accepted problem's answer could not be had again; the message names the first ones."""


@task(name="hold_audit")
def hold_audit(lake: str, campaign: str) -> dict[str, Any]:
    """Audit the accepted problems of a campaign, or of all; returns the summary.

    Raises:
        AuditDisagrees: an answer disagrees.
    """
    result = audit_lake(lake, campaign)
    key = artifact_key("audit", campaign or "all")
    create_table_artifact(result.table(), key=key, description=f"Audit of {campaign or 'all campaigns'}")
    if not result.agrees():
        rows = result.disagreements()
        said = "; ".join(f"{row.id}: {', '.join(row.details)}" for row in rows[:5])
        raise AuditDisagrees(f"{result.summary()} First of {len(rows)}: {said}")
    return {"summary": result.summary()}
