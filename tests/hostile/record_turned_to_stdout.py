# kind = "forged descriptors"
# tries = "turns the recorder's pipe to stdout and solves"
# statuses = ["no_model"]
import os

os.dup2(1, 3)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
