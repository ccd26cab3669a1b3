# solver = "gurobi"
# shows = "asks for the objective of an infeasible model"
# status = "infeasible"
# exit_code = 1
# error = "AttributeError"
import gurobipy as gp
from gurobipy import GRB

m = gp.Model()
x = m.addVar(vtype=GRB.INTEGER, lb=0, ub=3)
m.addConstr(2 * x == 5)
m.setObjective(x, GRB.MAXIMIZE)
m.optimize()
print("Maximum:", m.objVal)
