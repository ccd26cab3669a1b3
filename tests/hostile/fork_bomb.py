# kind = "fork bomb"
# tries = "every process forks for ever"
# statuses = ["crashed", "memory_limit", "time_limit"]
# wall_seconds = 2
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
