# kind = "disk bomb"
# tries = "one file of 300 MB"
# words = ["DENIED"]
block, written = bytes(2**20), 0
try:
    with open("large", "wb", buffering=0) as file:
        for _ in range(300):
            written += file.write(block)
    print("BREACH:", written >> 20, "MiB in one file")
except OSError as error:
    print("DENIED after", written >> 20, "MiB", error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
