# kind = "threads that hold on"
# tries = "solves and leaves a thread that the interpreter waits for"
# words = ["killed after"]
# wall_seconds = 1.5
import threading
import time

import coptpy as cp

threading.Thread(target=time.sleep, args=(3600,)).start()
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
