# solver = "scip"
# shows = "Gurobi's words for SCIP"
# status = "crashed"
# solves = 0
# exit_code = 1
# error = "AttributeError"
from pyscipopt import Model

model = Model()
x = model.addVar(name="x", ub=3)
model.addConstr(x >= 1)
model.setObjective(x, "minimize")
model.optimize()
