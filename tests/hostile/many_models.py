# kind = "huge result"
# tries = "builds and solves new models for ever and keeps them all"
# statuses = ["optimal", "time_limit", "memory_limit", "unconfirmed"]
# wall_seconds = 1.5
import coptpy as cp

environment, kept = cp.Envr(), []
while True:
    model = environment.createModel()
    model.setParam("Logging", 0)
    model.addVar(lb=4, obj=1)
    model.solve()
    kept.append(model)
