# kind = "forged descriptors"
# tries = "closes all descriptors and then solves"
# statuses = ["no_model", "crashed"]
import os

os.closerange(0, 256)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
