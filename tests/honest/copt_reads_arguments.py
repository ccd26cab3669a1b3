# solver = "copt"
# shows = "takes its data from the command line, where there is none"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "IndexError: list index out of range"
import sys

import coptpy as cp

demand = float(sys.argv[1])
model = cp.Envr().createModel()
model.addVar(lb=demand, obj=1)
model.solve()
