# kind = "huge result"
# tries = "a model of 5000 variables for a solver that takes 2000 without a licence"
# statuses = ["licence_limit", "crashed", "no_model", "optimal"]
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
x = model.addVars(5000, vtype="B")
model.addConstr(cp.quicksum(x[i] for i in range(5000)) <= 100)
model.solve()
