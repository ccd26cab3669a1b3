"""A private folder is gone afterwards, whatever a program left there; what lies outside stays."""

import os
from pathlib import Path

from solver_images.runner import scratch


def test_deep_locked_and_oddly_named_things_are_removed(tmp_path: Path):
    folder = tmp_path / "work"
    scratch.make(str(folder))
    at = os.open(folder, os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("d" * 200, dir_fd=at)
        deeper = os.open("d" * 200, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = deeper
    os.close(at)
    (folder / ".lifted-0").write_text("taken")
    (folder / "locked").mkdir()
    (folder / "locked" / "file").write_text("")
    (folder / "locked").chmod(0)
    folder.chmod(0)
    scratch.wipe(str(folder))
    assert not folder.exists()


def test_links_are_not_followed(tmp_path: Path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("kept")
    scratch.make(str(tmp_path / "work"))
    (tmp_path / "work" / "link").symlink_to(outside)
    scratch.wipe(str(tmp_path / "work"))
    assert (outside / "file").read_text() == "kept"
