# kind = "memory bomb"
# tries = "forty processes that hold 50 MB each"
# statuses = ["memory_limit", "crashed", "time_limit"]
# wall_seconds = 3
import os
import time

for _ in range(40):
    if os.fork() == 0:
        held = b"1" * 50_000_000
        time.sleep(60)
        os._exit(0)
time.sleep(60)
