# kind = "clock and limits"
# tries = "a timer that interrupts it ten thousand times a second while it solves"
# statuses = ["optimal", "crashed", "time_limit", "no_model"]
# wall_seconds = 2
import signal

import coptpy as cp

signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
