# kind = "clock and limits"
# tries = "a priority above all others"
# words = ["DENIED"]
import os

attempts = {
    "niceness": lambda: os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0) - 1),
    "real time": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50)),
}
for name, attempt in attempts.items():
    try:
        attempt()
        print("BREACH:", name)
    except OSError as error:
        print("DENIED", name, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
