# kind = "clock and limits"
# tries = "patches the interpreter's clocks, by which the runner sets the solver's time limit"
# statuses = ["optimal", "no_model", "crashed", "forged"]
import time

import coptpy as cp

time.monotonic = time.time = time.perf_counter = lambda: float("nan")
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
