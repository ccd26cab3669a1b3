# kind = "lying solver"
# tries = "patches the solver's class so that its objective is a better one"
# statuses = ["forged"]
import coptpy as cp

cp.Model.objval = property(lambda self: 1.0)
cp.Model.lpobjval = property(lambda self: 1.0)
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
print("Optimal objective:", model.objval)
