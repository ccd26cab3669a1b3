# kind = "daemon"
# tries = "leaves a process that changes its number all the time, so that it is never there when it is shot"
# guards = ["process-namespace"]
import os

if os.fork() == 0:
    os.setsid()
    while True:
        try:
            if os.fork():
                os._exit(0)
        except OSError:
            pass

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
