# kind = "huge result"
# tries = "solves for ever, to fill the account of its calls"
# statuses = ["optimal", "time_limit"]
# words = ["killed after"]
# wall_seconds = 1.5
import coptpy as cp

model = cp.Envr().createModel()
model.setParam("Logging", 0)
model.addVar(lb=4, obj=1)
while True:
    model.solve()
