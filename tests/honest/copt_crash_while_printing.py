# solver = "copt"
# shows = "solves rightly and then asks a dictionary for a key that is not there"
# status = "optimal"
# objective = 26
# exit_code = 1
# error = "KeyError: 'C' (line 17)"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
plants = {"A": 10, "B": 16}
open_plant = {p: model.addVar(vtype=COPT.BINARY, name=f"open_{p}") for p in plants}
model.addConstr(cp.quicksum(open_plant.values()) >= 2)
model.setObjective(cp.quicksum(cost * open_plant[p] for p, cost in plants.items()), COPT.MINIMIZE)
model.solve()
for p in ["A", "B", "C"]:
    print(p, open_plant[p].x)
