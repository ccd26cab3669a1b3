# solver = "copt"
# shows = "demand above capacity; the program says so in the words that it was asked to use"
# status = "infeasible"
# prints = "No Best Solution"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("bakery")
loaves = model.addVar(lb=0, vtype=COPT.INTEGER, name="loaves")
rolls = model.addVar(lb=0, vtype=COPT.INTEGER, name="rolls")
model.addConstr(loaves + rolls <= 100, name="oven")
model.addConstr(loaves >= 80, name="demand_loaves")
model.addConstr(rolls >= 30, name="demand_rolls")
model.setObjective(3 * loaves + 0.5 * rolls, COPT.MAXIMIZE)
model.solve()
if model.status == COPT.OPTIMAL:
    print("Just print the best solution:", model.objval)
else:
    print("No Best Solution")
