# solver = "copt"
# shows = "the plain case: a linear program with named constraints, told at the end"
# status = "optimal"
# objective = 5400
# prints = "Optimal profit: 5400.0"
import coptpy as cp
from coptpy import COPT

env = cp.Envr()
model = env.createModel("production")

tables = model.addVar(lb=0, name="tables")
chairs = model.addVar(lb=0, name="chairs")

model.setObjective(90 * tables + 40 * chairs, COPT.MAXIMIZE)
model.addConstr(4 * tables + 2 * chairs <= 240, name="carpentry")
model.addConstr(2 * tables + 1 * chairs <= 150, name="painting")
model.addConstr(chairs >= 0 * tables, name="nothing")

model.solve()

if model.status == COPT.OPTIMAL:
    print(f"Optimal profit: {model.objval}")
    for variable in model.getVars():
        print(variable.name, "=", variable.x)
else:
    print("No Best Solution")
