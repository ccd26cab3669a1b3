# solver = "copt"
# shows = "a bracket that is never closed"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "SyntaxError: '(' was never closed"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(lb=0, name="x")
model.addConstr(cp.quicksum(x for _ in range(3) <= 5)
model.setObjective(x, COPT.MAXIMIZE)
model.solve()
