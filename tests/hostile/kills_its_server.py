# kind = "kills the fork server"
# tries = "sends every signal to the process that started it"
# words = ["DENIED"]
# guards = ["process-namespace"]
import os
import signal
import time

server = os.getppid()
for number in signal.valid_signals():
    for target in {server, 1}:
        try:
            os.kill(target, number)
        except OSError:
            pass
time.sleep(0.2)
print("DENIED: it lives" if os.getppid() == server else "BREACH: the server is gone")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
