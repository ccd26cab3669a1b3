# kind = "exec into another program"
# tries = "turns into an interpreter that knows nothing of us and sleeps"
# statuses = ["time_limit"]
# wall_seconds = 1
import os
import sys

os.execv(sys.executable, [sys.executable, "-S", "-c", "import time; time.sleep(3600)"])
