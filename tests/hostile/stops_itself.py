# kind = "stop signals"
# tries = "stops itself, so that it neither runs nor ends"
# statuses = ["time_limit"]
# wall_seconds = 1
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
