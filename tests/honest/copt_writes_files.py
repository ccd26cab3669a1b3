# solver = "copt"
# shows = "writes its model and its solution as files and reads the model back"
# status = "optimal"
# objective = 21
# solves = 2
# prints = "files: 2"
import os

import coptpy as cp
from coptpy import COPT

env = cp.Envr()
model = env.createModel("files")
x = model.addVar(lb=2, ub=10, vtype=COPT.INTEGER, name="x")
y = model.addVar(lb=0, ub=10, vtype=COPT.INTEGER, name="y")
model.addConstr(2 * x + y >= 9, name="need")
model.setObjective(5 * x + y + 3, COPT.MINIMIZE)
model.solve()
model.writeLp("model.lp")
model.writeSol("model.sol")
print("files:", len([name for name in os.listdir(".") if name.startswith("model.")]))

again = env.createModel("again")
again.readLp("model.lp")
again.addConstr(again.getVarByName("y") <= 3)
again.solve()
print(again.objval)
