"""The filter of system calls refuses the ways past the other guards, and leaves programs what they need."""

import subprocess
import sys

from solver_images.runner.syscalls import REFUSED, REFUSED_EVERYWHERE
from tests.mill import ROOT

FILTERED = """
import ctypes, errno, os
from solver_images.runner import kernel
from solver_images.runner.syscalls import refuse_calls
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
assert refuse_calls()
"""


def run(source: str) -> str:
    """What a fresh interpreter prints that has put the filter on itself."""
    command = [sys.executable, "-c", FILTERED + source]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_every_call_on_the_list_is_refused():
    source = f"""
import platform
refused = {REFUSED!r}[platform.machine()] + {REFUSED_EVERYWHERE!r}
libc = ctypes.CDLL(None, use_errno=True)
for number in refused:
    code = libc.syscall(number, 0, 0, 0, 0, 0, 0)
    print(number, code, ctypes.get_errno() == errno.EPERM)
"""
    lines = run(source).splitlines()
    assert len(lines) > 30 and all(line.endswith(" -1 True") for line in lines)


def test_no_socket_leaves_the_families_that_a_namespace_closes_in():
    source = """
import socket
for family in (socket.AF_UNIX, socket.AF_INET, 40, 38):
    try:
        socket.socket(family, socket.SOCK_STREAM).close()
        print("made")
    except PermissionError:
        print("refused")
"""
    assert run(source).split() == ["made", "made", "refused", "refused"]


def test_processes_and_threads_can_still_be_made():
    source = """
import subprocess, threading
thread = threading.Thread(target=print, args=("thread",))
thread.start()
thread.join()
print(subprocess.run(["echo", "process"], capture_output=True, text=True).stdout)
"""
    assert set(run(source).split()) == {"thread", "process"}
