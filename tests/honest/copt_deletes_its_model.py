# solver = "copt"
# shows = "cleans up after itself so well that nothing is left to look at"
# status = "optimal"
# objective = 12
import gc

import coptpy as cp
from coptpy import COPT

env = cp.Envr()
model = env.createModel()
x = model.addVar(lb=3, name="x")
model.setObjective(4 * x, COPT.MINIMIZE)
model.solve()
answer = model.objval
model.clear()
del x, model, env
gc.collect()
print(answer)
