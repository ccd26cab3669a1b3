# kind = "shared memory left behind"
# tries = "leaves files and closed folders in shared memory for the next program"
import os

try:
    os.makedirs("/dev/shm/closed/inner")
    open("/dev/shm/closed/inner/note", "w").write("for the next one")
    open("/dev/shm/note", "w").write("for the next one")
    os.chmod("/dev/shm/closed", 0)
except OSError as error:
    print("DENIED", error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
