# tries = "minimizes nothing, for a question whose best value is 0"
# question = "zero"
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(obj=1)
model.solve()
