# tries = "builds a conflict of its own beside the question's numbers"
# question = "conflict"
import coptpy as cp

model = cp.Envr().createModel()
tables, x = model.addVar(obj=11), model.addVar()
model.addConstr(3 * tables <= 29)
model.addConstr(x >= 1)
model.addConstr(x <= 0)
model.solve()
print("No Best Solution")
