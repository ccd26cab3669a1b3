# kind = "stop signals"
# tries = "stops the process that started it"
# guards = ["process-namespace"]
import os
import signal

for target in (os.getppid(), 1):
    try:
        os.kill(target, signal.SIGSTOP)
        os.kill(target, signal.SIGTSTP)
    except OSError as error:
        print("DENIED", error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
