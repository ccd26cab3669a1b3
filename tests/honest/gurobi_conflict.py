# solver = "gurobi"
# shows = "infeasible; the program asks for the smallest conflict and prints it"
# status = "infeasible"
# prints = "in conflict: ['at_least', 'at_most']"
import gurobipy as gp
from gurobipy import GRB

m = gp.Model()
x = m.addVar(name="x")
m.addConstr(x >= 8, "at_least")
m.addConstr(x <= 5, "at_most")
m.setObjective(x, GRB.MINIMIZE)
m.optimize()
if m.status == GRB.INFEASIBLE:
    m.computeIIS()
    print("in conflict:", sorted(c.ConstrName for c in m.getConstrs() if c.IISConstr))
