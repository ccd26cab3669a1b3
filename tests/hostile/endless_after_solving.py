# kind = "endless loop"
# tries = "solves and then never ends"
# words = ["killed after"]
# wall_seconds = 1.5
import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
while True:
    pass
