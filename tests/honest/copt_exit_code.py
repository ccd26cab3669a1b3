# solver = "copt"
# shows = "leaves with an exit code of its own when the answer is too dear"
# status = "optimal"
# objective = 30
# exit_code = 3
# error = "ended with exit code 3"
import sys

import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
hours = model.addVar(lb=10)
model.setObjective(3 * hours, COPT.MINIMIZE)
model.solve()
if model.objval > 25:
    print("over budget")
    sys.exit(3)
