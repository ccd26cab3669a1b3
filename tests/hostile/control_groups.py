# kind = "/proc and /sys"
# tries = "leaves its control group, or makes the group call a program of its own when it ends"
# words = ["DENIED"]
import os

tried = 0
for folder, folders, files in os.walk("/sys/fs/cgroup"):
    for name in {"cgroup.procs", "release_agent", "notify_on_release", "tasks", "memory.max"} & set(files):
        tried += 1
        try:
            os.close(os.open(os.path.join(folder, name), os.O_WRONLY))
            print("BREACH: may write", folder, name)
        except OSError:
            pass
    try:
        os.mkdir(os.path.join(folder, "own"))
        os.rmdir(os.path.join(folder, "own"))
        print("BREACH: made a group in", folder)
    except OSError:
        pass
    if tried > 500:
        break
print("DENIED", tried)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
