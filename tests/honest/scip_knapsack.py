# solver = "scip"
# shows = "the plain case in PySCIPOpt's words"
# status = "optimal"
# objective = 47
from pyscipopt import Model, quicksum

weights, values, capacity = [4, 2, 6, 3, 5], [18, 9, 24, 14, 20], 11
model = Model("knapsack")
model.hideOutput()
x = [model.addVar(vtype="B", name=f"x{i}") for i in range(5)]
model.addCons(quicksum(weights[i] * x[i] for i in range(5)) <= capacity, name="capacity")
model.setObjective(quicksum(values[i] * x[i] for i in range(5)), "maximize")
model.optimize()
print("Optimal value:", model.getObjVal())
