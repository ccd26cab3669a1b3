"""A run sets aside what is loaded when it begins, however it was started, and only once in a process."""

import subprocess
import sys

from tests.mill import ROOT

SCRIPT = """
import gc
from flows.attempts import resumable

class Knot:
    pass

@resumable
def work():
    knot = Knot()
    knot.itself = knot
    return gc.get_freeze_count()

before, first, second = gc.get_freeze_count(), work(), work()
gc.collect()
print(before, first == second > 0, any(isinstance(found, Knot) for found in gc.get_objects()))
"""


def test_what_is_loaded_is_set_aside_once_and_garbage_made_later_goes():
    told = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.split() == ["0", "True", "False"]
