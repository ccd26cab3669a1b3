# tries = "splits the answer over two bounds"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x, y = model.addVar(ub=401, obj=1), model.addVar(ub=ANSWER - 401, obj=1)
model.setObjSense(COPT.MAXIMIZE)
model.solve()
