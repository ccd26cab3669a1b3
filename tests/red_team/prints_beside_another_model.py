# tries = "prints the answer beside a model that has another one"
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=47, obj=2)
model.solve()
print("Optimal objective:", ANSWER)
