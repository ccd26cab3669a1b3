# kind = "busy processes"
# tries = "thirty processes that calculate for nothing, to make its neighbours late"
# statuses = ["time_limit", "memory_limit"]
# wall_seconds = 2
import os

for _ in range(29):
    if os.fork() == 0:
        while True:
            pass
while True:
    pass
