# kind = "disk bomb"
# tries = "fills its disk with 600 MB and leaves it full"
# statuses = ["optimal", "crashed", "memory_limit"]
# guards = ["read-only-files"]
# wall_seconds = 8
block, written = bytes(2**20), 0
try:
    for number in range(10):
        with open(f"fill{number}", "wb", buffering=0) as file:
            for _ in range(60):
                written += file.write(block)
except OSError as error:
    print("DENIED after", written >> 20, "MiB", error)
if written > 512 * 2**20:
    print("BREACH:", written >> 20, "MiB on disk")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
