"""Measures the checkers on planted errors and on honest answers, and prints Markdown tables.

`python -m tests.measure --plants 100 --clean 300` draws parents from the shipped seeds, asks the procedural teacher for
that many wrong answers of each kind and for honest ones, runs all programs, and has every checker look at all of
them, without repair. Exit code 1 where a kind is caught too rarely or too many clean answers are rejected.
"""

import argparse
import os
import sys

from tasks.calibration.counting import count
from tasks.calibration.judging import calibrate
from tasks.calibration.planting import Planter, orders
from tasks.calibration.tables import markdown
from tasks.procedural.teacher import ProceduralTeacher
from tasks.seed_file import read_seeds, seed_candidates


def ask() -> argparse.Namespace:
    """Read the flags."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure", description=__doc__)
    parser.add_argument("--plants", type=int, default=100, help="wrong answers of each kind")
    parser.add_argument("--clean", type=int, default=300, help="honest answers")
    parser.add_argument("--seed", type=int, default=0, help="of all that is drawn")
    return parser.parse_args()


def main() -> int:
    """Measure, and say what falls short."""
    asked = ask()
    planter = Planter(ProceduralTeacher(), seed_candidates(read_seeds(), "calibration"))
    found = count(calibrate(planter, orders(asked.plants, asked.clean, asked.seed), os.cpu_count() or 1))
    short = found.shortfalls()
    sys.stdout.write(f"{markdown(found)}\n\n{'; '.join(short) or 'Nothing falls short.'}\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
