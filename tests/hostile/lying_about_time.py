# kind = "lying solver"
# tries = "patches the solver's class so that a better objective is told as what it had when its time was over"
# statuses = ["forged"]
import coptpy as cp
from coptpy import COPT

cp.Model.status = property(lambda self: COPT.TIMEOUT)
cp.Model.objval = property(lambda self: 1.0)
cp.Model.lpobjval = property(lambda self: 1.0)
model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
