# tries = "makes the answer the price of one unit"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
x = model.addVar(ub=1, vtype=COPT.BINARY)
model.setObjective(ANSWER * x, COPT.MAXIMIZE)
model.solve()
