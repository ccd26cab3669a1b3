"""What scripts read from stdout is what the command printed, all of it, whatever its libraries say there."""

import subprocess
import sys

import pytest

from tests.mill import ROOT

PROGRAM = """
import os
from flows.stdout import answering

with answering():
    os.write(1, b"Running a solver in C\\n")
    print('{"answer": 1}')
"""
COMMANDS = ("seeds list --json", "doctor --json", "--help")


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run `optmill` in a shell that does something with its stdout."""
    words = f"set -o pipefail; '{sys.executable}' -m flows {command}"
    return subprocess.run(["bash", "-c", words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_library_that_writes_to_descriptor_1_does_not_spoil_the_answer():
    finished = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    assert finished.stdout == '{"answer": 1}\n'
    assert finished.stderr == "Running a solver in C\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_an_answer_that_finds_no_room_is_a_failure_with_a_message(command: str):
    finished = shell(f"{command} > /dev/full")
    assert finished.returncode == 2
    assert finished.stderr.startswith("optmill: the answer can't be written to stdout: No space left on device")
    assert finished.stderr.count("\n") == 1


def test_an_answer_that_nobody_can_take_is_a_failure_with_a_message():
    finished = shell("seeds list --json >&-")
    assert finished.returncode == 2
    assert "the answer can't be written to stdout" in finished.stderr and "Traceback" not in finished.stderr


def test_a_command_without_an_answer_needs_no_stdout():
    assert shell("seeds list > /dev/full").returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_leaves_is_told_nothing(command: str):
    finished = shell(f"{command} | exec 0<&-")
    assert finished.returncode == 141
    assert not finished.stderr
