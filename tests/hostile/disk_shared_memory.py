# kind = "disk bomb"
# tries = "600 MB in shared memory files, left there"
# statuses = ["optimal", "crashed", "memory_limit"]
# guards = ["read-only-files"]
block, written = bytes(2**20), 0
try:
    for number in range(10):
        with open(f"/dev/shm/fill{number}", "wb", buffering=0) as file:
            for _ in range(60):
                written += file.write(block)
except OSError as error:
    print("DENIED after", written >> 20, "MiB", error)
if written > 512 * 2**20:
    print("BREACH:", written >> 20, "MiB in shared memory")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
