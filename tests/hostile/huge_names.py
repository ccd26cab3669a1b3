# kind = "huge result"
# tries = "a variable whose name has a million letters"
# statuses = ["optimal", "crashed", "forged", "no_model"]
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1, name="x" * 10**6)
model.solve()
