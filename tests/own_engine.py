"""A container engine of the tests' own, which they may kill, restart and fill: the machine's stays as it is."""
# pyright: basic
# Reason: docker ships no types.

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import docker
from docker.errors import DockerException
from requests.exceptions import RequestException

from tests.processes import descendants, survivors

DISK_MIB = 3_000
START_SECONDS = 60.0
NEEDED = "an engine of the tests' own needs root, dockerd and a kernel that mounts tmpfs"


def is_possible() -> bool:
    """Whether this machine lets us start one."""
    return os.geteuid() == 0 and shutil.which("dockerd") is not None


class OwnEngine:
    """A `dockerd` with its own socket and its own disk of bounded size."""

    def __init__(self) -> None:
        """Make its folders; it runs from `start` on."""
        self.folder = Path(tempfile.mkdtemp(prefix="engine-of-tests-"))
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(self.disk)], check=True)
        self.log = (self.folder / "log").open("ab")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """For `DOCKER_HOST`."""
        return f"unix://{self.folder}/socket"

    def start(self) -> docker.DockerClient:
        """Start it and wait until it answers; one that gives up, since what it left is still there, starts again."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                self.process = self.launch()
            with suppress(DockerException, RequestException, OSError):
                client = docker.DockerClient(self.address, timeout=60)
                client.ping()
                return client
            time.sleep(0.1)
        raise RuntimeError(f"dockerd does not answer: {(self.folder / 'log').read_text()[-2_000:]}")

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the process."""
        for name in ("pid", "exec/containerd/containerd.pid"):
            (self.folder / name).unlink(missing_ok=True)
        folders = [f"--data-root={self.disk}", f"--exec-root={self.folder}/exec", f"--pidfile={self.folder}/pid"]
        nothing = ["--bridge=none", "--iptables=false", "--ip6tables=false"]
        return subprocess.Popen(
            ["unshare", "--net", "dockerd", "-H", self.address, *folders, *nothing],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def kill(self) -> None:
        """End it as a crash would, its own containerd with it; its containers are left to themselves."""
        assert self.process is not None
        keepers = [one.pid for one in descendants(self.process.pid) if name_of(one.pid) == "containerd"]
        for pid in (self.process.pid, *keepers):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def fill(self) -> None:
        """Leave no room on its disk."""
        with (self.disk / "filler").open("ab", buffering=0) as file:
            for size in (2**20, 2**12):
                with suppress(OSError):
                    while file.write(bytes(size)) == size:
                        pass

    def make_room(self) -> None:
        """Free the disk again."""
        (self.disk / "filler").unlink(missing_ok=True)

    def take(self, image: str, of: docker.DockerClient) -> None:
        """Copy an image from another engine; its digest stays the same."""
        tags = of.images.get(image).tags
        with tempfile.TemporaryFile() as file:
            for chunk in of.images.get(image).save(named=tags[0]):
                file.write(chunk)
            file.seek(0)
            docker.DockerClient(self.address, timeout=120).images.load(file)

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it, with all that it started, and remove its folders."""
        started = descendants(self.process.pid) if self.process else set()
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)
        for left in survivors(started, 5):
            with suppress(ProcessLookupError):
                os.kill(left.pid, 9)
        self.log.close()
        for mount in sorted(mounts_below(self.folder), reverse=True):
            subprocess.run(["umount", "-l", mount], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


def name_of(pid: int) -> str:
    """What the kernel calls a process."""
    return Path(f"/proc/{pid}/comm").read_text().strip()


def mounts_below(folder: Path) -> list[str]:
    """Mount points in a folder."""
    points = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    return [point for point in points if point.startswith(f"{folder}/")]
