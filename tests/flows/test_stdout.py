"""What scripts read from stdout is what the command printed, whatever its libraries say there."""

import subprocess
import sys

from tests.mill import ROOT

PROGRAM = """
import os
from flows.stdout import keep_stdout_clean

keep_stdout_clean()
os.write(1, b"Running a solver in C\\n")
print('{"answer": 1}')
"""


def test_a_library_that_writes_to_descriptor_1_does_not_spoil_the_answer():
    finished = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    assert finished.stdout == '{"answer": 1}\n'
    assert finished.stderr == "Running a solver in C\n"
