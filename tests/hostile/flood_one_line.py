# kind = "output bomb"
# tries = "solves, then prints a line of 200 MB"
# statuses = ["optimal", "output_limit"]
# words = ["flooded"]
import os

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
for _ in range(200):
    os.write(1, b"9" * 10**6)
