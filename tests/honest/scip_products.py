# solver = "scip"
# shows = "a product of variables, which no linear text can hold"
# status = "optimal"
# objective = 16
# prints = "area 16"
from pyscipopt import Model

model = Model("field")
model.hideOutput()
length = model.addVar(lb=0, ub=16, name="length")
width = model.addVar(lb=0, ub=16, name="width")
area = model.addVar(lb=0, name="area")
model.addCons(length * width >= area)
model.addCons(2 * length + 2 * width <= 16)
model.setObjective(area, "maximize")
model.optimize()
print("area", round(model.getVal(area)))
