# tries = "models the question whose best value is 0: the control"
# question = "zero"
# right = true
import coptpy as cp

model = cp.Envr().createModel()
hours, extra = model.addVar(ub=23), model.addVar(obj=37)
model.addConstr(hours + extra >= 19)
model.solve()
print(model.objval)
