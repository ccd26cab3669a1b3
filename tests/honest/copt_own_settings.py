# solver = "copt"
# shows = "asks for eight threads and a gap of 50 %, which the runner does not grant"
# status = "optimal"
# objective = 31
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
model.setParam(COPT.Param.TimeLimit, 60)
model.setParam(COPT.Param.Threads, 8)
model.setParam(COPT.Param.RelGap, 0.5)
x = model.addVars([1, 2, 3, 4], vtype=COPT.BINARY, nameprefix="pick")
weights, values = {1: 5, 2: 7, 3: 4, 4: 3}, {1: 10, 2: 14, 3: 9, 4: 8}
model.addConstr(x.prod(weights) <= 14)
model.setObjective(x.prod(values), COPT.MAXIMIZE)
model.solve()
print("Objective:", model.objval)
