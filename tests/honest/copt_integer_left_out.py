# solver = "copt"
# shows = "forgets that workers are whole, so that the answer is a fraction"
# status = "optimal"
# objective = 7.5
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel("shifts")
day = model.addVar(name="day")
night = model.addVar(name="night")
model.addConstr(2 * day >= 9)
model.addConstr(2 * night >= 6)
model.setObjective(day + night, COPT.MINIMIZE)
model.solve()
print("Workers needed:", model.objval)
