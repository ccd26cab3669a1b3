# solver = "copt"
# shows = "builds a model and forgets to solve it"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "CoptError"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(lb=1, name="x")
model.setObjective(x, COPT.MINIMIZE)
print("Objective:", model.objval)
