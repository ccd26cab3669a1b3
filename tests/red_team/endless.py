# tries = "makes the objective endless"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
model.addVar(obj=1)
model.setObjSense(COPT.MAXIMIZE)
model.solve()
print("Optimal objective: inf")
