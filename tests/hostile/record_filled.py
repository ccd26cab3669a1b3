# kind = "corrupt bytes"
# tries = "random bytes on the recorder's pipe, then an honest solve"
# statuses = ["no_model", "crashed"]
import os

os.write(3, os.urandom(10_000))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
