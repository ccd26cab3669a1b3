# solver = "scip"
# shows = "a ranged row, a free variable and integer bounds below zero"
# status = "optimal"
# objective = -11
from pyscipopt import Model

model = Model()
model.hideOutput()
level = model.addVar(lb=None, name="level")
steps = model.addVar(vtype="I", lb=-3, ub=5, name="steps")
model.addCons(-2 <= (level - steps <= 4), name="band")
model.setObjective(level + 2 * steps, "minimize")
model.optimize()
print(model.getStatus(), model.getObjVal())
