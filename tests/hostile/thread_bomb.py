# kind = "threads that hold on"
# tries = "5000 threads"
# statuses = ["crashed", "optimal", "no_model", "memory_limit", "unconfirmed"]
import threading
import time

count = 0
try:
    for count in range(5000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    print("BREACH: 5000 threads")
except RuntimeError as error:
    print("DENIED after", count, error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
