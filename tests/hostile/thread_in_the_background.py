# kind = "threads that hold on"
# tries = "solves and leaves threads that nobody waits for, one of them busy"
import threading
import time

import coptpy as cp


def spin():
    while True:
        pass


for work in (spin, lambda: time.sleep(3600)):
    threading.Thread(target=work, daemon=True).start()
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
