# kind = "inode bomb"
# tries = "60,000 empty files"
# statuses = ["optimal", "crashed"]
# words = ["DENIED"]
# guards = ["read-only-files"]
# wall_seconds = 10
import os

count = 0
try:
    for count in range(60_000):
        os.close(os.open(f"f{count}", os.O_CREAT | os.O_WRONLY))
    print("BREACH: 60000 files")
except OSError as error:
    print("DENIED after", count, error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
