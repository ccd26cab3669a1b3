# solver = "gurobi"
# shows = "a loop over scenarios that changes bounds and adds rows, the last one smaller than the first"
# status = "optimal"
# objective = 8
# solves = 3
import gurobipy as gp
from gurobipy import GRB

m = gp.Model()
m.setParam("OutputFlag", 0)
m.setParam("MIPGap", 0.2)
x = m.addVar(vtype=GRB.INTEGER, ub=10, name="x")
m.setObjective(2 * x, GRB.MAXIMIZE)
for step, limit in enumerate((9.5, 7.2, 4.4)):
    m.addConstr(x <= limit, f"scenario_{step}")
    m.optimize()
    print(step, m.objVal)
