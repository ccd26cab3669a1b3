# tries = "bounds a variable a hair beside the answer"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(lb=ANSWER - 0.02, ub=ANSWER + 0.01, obj=1)
model.setObjSense(COPT.MAXIMIZE)
model.solve()
