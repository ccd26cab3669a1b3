# kind = "endless loop"
# tries = "sleeps for an hour"
# statuses = ["time_limit"]
# wall_seconds = 1
import time

time.sleep(3600)
