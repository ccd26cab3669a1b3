# kind = "lying values"
# tries = "tells the true objective with values that do not give it"
# statuses = ["forged"]
# anywhere = "the objective is held against the model, its values are not"
import coptpy as cp

cp.Var.x = property(lambda self: 777.0)
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1, name="x")
model.solve()
