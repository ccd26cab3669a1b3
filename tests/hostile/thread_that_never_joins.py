# kind = "threads that hold on"
# tries = "a thread that patches its own joining, so that whoever waits for it waits for ever"
# words = ["killed after"]
# wall_seconds = 1.5
import threading
import time


class Endless(threading.Thread):
    def join(self, timeout=None):
        while True:
            time.sleep(60)

    def run(self):
        time.sleep(0.5)


import coptpy as cp

Endless().start()
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
