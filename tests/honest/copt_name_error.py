# solver = "copt"
# shows = "uses data that it has never defined"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "NameError: name 'demand' is not defined"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVars(3, nameprefix="x")
for i in range(3):
    model.addConstr(x[i] >= demand[i])
model.setObjective(cp.quicksum(x[i] for i in range(3)), COPT.MINIMIZE)
model.solve()
