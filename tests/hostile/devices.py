# kind = "/proc and /sys"
# tries = "reads the machine's memory, its log and its disks"
# words = ["DENIED"]
import glob
import os

paths = ["/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore", "/proc/kmsg", "/dev/kmsg"]
paths += [f"/dev/{os.path.basename(disk)}" for disk in glob.glob("/sys/block/*")]
for path in paths:
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
        print("BREACH: opened", path)
    except OSError as error:
        print("DENIED", path, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
