"""The build context: what an engine is sent, the same bytes whenever the same files go into it."""

import tarfile
from pathlib import Path
from typing import IO

from tasks.sandbox.image_source import DOCKERFILE, runner_files


def write_context(packages: Path, file: IO[bytes]) -> None:
    """Write the Dockerfile, the runner and the packages as a tar archive, and rewind it."""
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.add(DOCKERFILE, "Dockerfile", filter=anonymous)
        for module in runner_files():
            archive.add(module, f"runner/{module.name}", filter=anonymous)
        for path in sorted(packages.rglob("*")):
            archive.add(path, f"packages/{path.relative_to(packages)}", recursive=False, filter=anonymous)
    file.seek(0)


def anonymous(item: tarfile.TarInfo) -> tarfile.TarInfo:
    """Give a file to root, readable for all, without a time: who built it where does not matter."""
    item.uid = item.gid = item.mtime = 0
    item.uname = item.gname = ""
    item.mode = 0o755 if item.isdir() or item.mode & 0o100 else 0o644
    return item
