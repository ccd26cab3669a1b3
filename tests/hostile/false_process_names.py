# kind = "/proc and /sys"
# tries = "processes whose names look like a line of /proc, so that nobody counts them"
# statuses = ["crashed", "memory_limit", "time_limit"]
# wall_seconds = 2
import ctypes
import os
import time

libc = ctypes.CDLL(None)
SET_NAME = 15
for number in range(200):
    try:
        if os.fork() == 0:
            libc.prctl(SET_NAME, b"x) S 1 1\n1 (", 0, 0, 0)
            time.sleep(60)
            os._exit(0)
    except OSError:
        break
time.sleep(60)
