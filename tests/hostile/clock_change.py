# kind = "clock and limits"
# tries = "sets the clock of the machine"
# words = ["DENIED"]
import time

try:
    time.clock_settime(time.CLOCK_REALTIME, time.time())
    print("BREACH: set the clock")
except OSError as error:
    print("DENIED", error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
