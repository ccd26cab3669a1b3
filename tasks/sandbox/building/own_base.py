"""A base image where no registry is reachable: Debian's own packages, put together by debootstrap."""
# pyright: basic
# Reason: docker ships no types.

import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import docker

from tasks.sandbox.engine import engine_errors
from tasks.sandbox.errors import ImageError
from tasks.sandbox.image_source import FOLDER

REPOSITORY, TAG = "optmill-base", "debian"
OWN = f"{REPOSITORY}:{TAG}"
SCRIPT = FOLDER / "make_base.sh"
CALLED = {"x86_64": "amd64", "aarch64": "arm64"}
"""What an engine calls a processor."""
SECONDS = 900


def unable_to_make(client: docker.DockerClient) -> str:
    """Say why no base can be made on this machine, and what helps; empty where it can."""
    if os.geteuid() != 0:
        return "that needs root: run it once as root, or with sudo"
    if shutil.which("debootstrap") is None or shutil.which("apt-get") is None:
        return "that needs debootstrap on Debian or Ubuntu: apt-get install debootstrap"
    with engine_errors("the engine can't say what processor it has"):
        there = client.version().get("Arch", "")
    here = CALLED.get(platform.machine(), platform.machine())
    return "" if here == there else f"the engine runs on {there}, this machine is {here}: name an image with --base"


def make_base(client: docker.DockerClient, tell: Callable[[str], None]) -> None:
    """Make the base and hand it to the engine.

    Raises:
        ImageError: the script fails, or the engine does not take what it made.
    """
    tell(f"making the base image {OWN} from Debian's packages; that takes about a minute")
    with tempfile.TemporaryDirectory(prefix="optmill-base-") as folder:
        archive = Path(folder, "base.tar")
        _run_script(archive)
        with engine_errors(f"the engine does not take the base image {OWN}"):
            client.api.import_image(str(archive), repository=REPOSITORY, tag=TAG)


def _run_script(archive: Path) -> None:
    try:
        done = subprocess.run(
            ["/bin/sh", str(SCRIPT), str(archive)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ImageError(f"{SCRIPT} did not end within {SECONDS} s: are Debian's packages reachable?") from error
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise ImageError(f"{SCRIPT} failed with exit code {done.returncode}; are Debian's packages reachable?\n{last}")
