# tries = "builds a conflict that has nothing to do with the question"
# question = "conflict"
import coptpy as cp

model = cp.Envr().createModel()
x = model.addVar(obj=1)
model.addConstr(x >= 1)
model.addConstr(x <= 0)
model.solve()
print("No Best Solution")
