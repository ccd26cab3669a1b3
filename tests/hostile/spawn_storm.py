# kind = "process exhaustion"
# tries = "starts interpreters until no more are allowed and waits for none"
# statuses = ["optimal", "crashed", "no_model", "memory_limit", "time_limit"]
import subprocess
import sys

started = []
try:
    for _ in range(300):
        started.append(subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"]))
    print("BREACH: 300 interpreters")
except OSError as error:
    print("DENIED after", len(started), error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
