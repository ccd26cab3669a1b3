# kind = "kills neighbours"
# tries = "shoots at 40,000 process numbers, one after the other"
# words = ["DENIED"]
# guards = ["process-namespace"]
import os
import signal

hits = []
for number in range(2, 40_000):
    if number == os.getpid():
        continue
    try:
        os.kill(number, signal.SIGKILL)
        hits.append(number)
    except OSError:
        pass
print("BREACH: shot " + str(hits) if hits else "DENIED: nobody there")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
