# tries = "asks for the answer by a row of two variables"
import coptpy as cp

model = cp.Envr().createModel()
x, y = model.addVar(obj=1), model.addVar(obj=1)
model.addConstr(x + y >= ANSWER)
model.solve()
