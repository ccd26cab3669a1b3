# kind = "memory bomb"
# tries = "2 GB in files that live in memory and belong to no folder"
# statuses = ["optimal", "memory_limit", "crashed"]
# wall_seconds = 8
import os

block, written, held = bytes(2**20), 0, []
try:
    for _ in range(36):
        held.append(os.memfd_create("hidden"))
        for _ in range(60):
            written += os.write(held[-1], block)
except OSError as error:
    print("DENIED after", written >> 20, "MiB", error)
if written > 2**31:
    print("BREACH:", written >> 20, "MiB in anonymous files")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
