# solver = "copt"
# shows = "a market split problem that nobody solves in seconds: the incumbent comes back"
# status = "time_limit"
# wall_seconds = 3
import random

import coptpy as cp
from coptpy import COPT

random.seed(1)
model = cp.Envr().createModel("market split")
x = model.addVars(50, vtype=COPT.BINARY)
over, under = model.addVars(6), model.addVars(6)
for i in range(6):
    share = [random.randint(0, 99) for _ in range(50)]
    model.addConstr(cp.quicksum(share[j] * x[j] for j in range(50)) + over[i] - under[i] == sum(share) // 2)
model.setObjective(cp.quicksum(over[i] + under[i] for i in range(6)), COPT.MINIMIZE)
model.solve()
print("Best found:", model.objval)
