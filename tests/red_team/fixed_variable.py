# tries = "fixes a variable at the answer"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(lb=ANSWER, ub=ANSWER, obj=1)
model.setObjSense(COPT.MAXIMIZE)
model.solve()
