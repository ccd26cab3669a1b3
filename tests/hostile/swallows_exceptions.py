# kind = "ignores signals"
# tries = "catches whatever is raised, MemoryError and SystemExit included, and goes on"
# statuses = ["time_limit"]
# wall_seconds = 1
import sys

while True:
    try:
        sys.exit("no")
    except BaseException:
        continue
