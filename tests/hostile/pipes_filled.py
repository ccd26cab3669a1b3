# kind = "descriptors exhausted"
# tries = "pipes as large as allowed, filled and never read"
# statuses = ["optimal", "crashed", "no_model"]
import fcntl
import os

SET_SIZE, held = 1031, 0
try:
    while True:
        _, writer = os.pipe()
        for size in (2**20, 2**16):
            try:
                fcntl.fcntl(writer, SET_SIZE, size)
                break
            except OSError:
                continue
        os.set_blocking(writer, False)
        held += os.write(writer, bytes(2**20))
except OSError as error:
    print("DENIED after", held >> 10, "KiB", error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
