# kind = "links"
# tries = "links to the root, to /proc, to shared memory and to themselves, for the wiper to follow"
import os

for number, target in enumerate(("/", "/etc", "/proc/self", "/dev/shm", "/tmp", "..", ".", "loop", "missing")):
    os.symlink(target, f"link{number}")
os.symlink("loop", "loop")
os.mkdir("inner")
os.symlink(os.getcwd(), "inner/up")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
