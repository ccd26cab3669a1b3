# solver = "gurobi"
# shows = "infeasible or unbounded, which the runner tells apart"
# status = "unbounded"
import gurobipy as gp
from gurobipy import GRB

m = gp.Model()
x = m.addVar(name="x")
y = m.addVar(name="y")
m.addConstr(x - y <= 1)
m.setObjective(x + y, GRB.MAXIMIZE)
m.optimize()
print("Gurobi says", m.status)
