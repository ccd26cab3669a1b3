"""One lake and one export of it for all tests of a worker."""

from pathlib import Path

import pytest

from schemas.export_manifest import ExportManifest
from tasks.export.making import make_export
from tests.tasks.export.exports import export_of, make_lake


@pytest.fixture(scope="session")
def small_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of seeds and children; for reading only."""
    return make_lake(tmp_path_factory.mktemp("export"))


@pytest.fixture(scope="session")
def exported(small_lake: Path) -> ExportManifest:
    """An export of all of it, in all forms."""
    return make_export(export_of(small_lake, small_lake.parent / "export"))
