# solver = "gurobi"
# shows = "a model above the size that goes without a licence"
# status = "licence_limit"
# exit_code = 1
# error = "GRB_LICENSE_FILE"
import gurobipy as gp
from gurobipy import GRB

m = gp.Model()
x = m.addVars(2500, vtype=GRB.BINARY)
m.addConstr(x.sum() <= 100)
m.setObjective(x.sum(), GRB.MAXIMIZE)
m.optimize()
print(m.objVal)
