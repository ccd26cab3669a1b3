# tries = "minimizes a variable of its own beside the question's rows, for a question whose best value is 0"
# question = "zero"
import coptpy as cp

model = cp.Envr().createModel()
late, hours = model.addVar(obj=1), model.addVar()
model.addConstr(hours <= 23)
model.addConstr(hours >= 19)
model.solve()
