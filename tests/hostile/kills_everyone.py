# kind = "kills neighbours"
# tries = "sends the last signal to every process that it may reach"
# guards = ["process-namespace"]
import os
import signal

try:
    os.kill(-1, signal.SIGKILL)
except OSError as error:
    print("DENIED", error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
