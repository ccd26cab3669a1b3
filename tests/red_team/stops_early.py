# tries = "stops at the first plan that it finds, which is the best by chance, without a proof"
import coptpy as cp
from coptpy import COPT

model = cp.Envr().createModel()
model.setParam("RelGap", 1.0)
print("No Best Solution")
