# kind = "process exhaustion"
# tries = "fills the table of processes with sleepers and leaves them"
# statuses = ["optimal", "crashed", "no_model", "memory_limit"]
import os
import time

count = 0
try:
    while count < 2000:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        count += 1
    print("BREACH: 2000 processes")
except OSError as error:
    print("DENIED after", count, error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
