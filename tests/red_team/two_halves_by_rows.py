# tries = "splits the answer over two rows, tied by a variable that does nothing"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x, y, tie = model.addVar(obj=1), model.addVar(obj=1), model.addVar(ub=0)
model.addConstr(x + tie <= 401)
model.addConstr(y - tie <= ANSWER - 401)
model.setObjSense(COPT.MAXIMIZE)
model.solve()
