"""Pushes an export to the Hugging Face Hub."""

import os
from pathlib import Path

from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError

from schemas.export_spec import ExportSpec
from tasks.export.errors import ExportError

TOKEN = "HF_TOKEN"  # noqa: S105 - the variable's name, not a token


def refuse_without_token(spec: ExportSpec) -> None:
    """Raise where a push is asked for and no token is there, before anything is made."""
    if spec.push_to and not os.environ.get(TOKEN):
        raise ExportError(f"push_to = {spec.push_to!r} needs a token with the right to write: set {TOKEN}")


def push_export(spec: ExportSpec) -> str:
    """Upload the folder as one commit; returns its address.

    Raises:
        ExportError: there is no token, or the Hub refuses.
    """
    refuse_without_token(spec)
    hub = HfApi(token=os.environ[TOKEN])
    try:
        hub.create_repo(spec.push_to, repo_type="dataset", private=True, exist_ok=True)
        commit = hub.upload_folder(repo_id=spec.push_to, repo_type="dataset", folder_path=Path(spec.output))
    except (HfHubHTTPError, ValueError) as error:
        raise ExportError(f"push_to = {spec.push_to!r}: the Hub refuses: {error}") from error
    return str(commit)
