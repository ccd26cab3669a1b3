# solver = "scip"
# shows = "infeasible; the program looks before it reads"
# status = "infeasible"
# prints = "infeasible"
from pyscipopt import Model

model = Model()
x = model.addVar(vtype="I", name="x")
model.addCons(4 * x == 10)
model.setObjective(x)
model.optimize()
print(model.getStatus())
if model.getNSols() > 0:
    print(model.getObjVal())
