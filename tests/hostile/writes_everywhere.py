# kind = "writes outside"
# tries = "looks for a folder outside its own where it can leave a file"
# words = ["DENIED"]
# guards = ["read-only-files"]
# wall_seconds = 10
import os

# What lies around its own folder is the slot's, and is wiped as well.
slot, tried = os.path.dirname(os.getcwd()), 0
for folder, folders, _ in os.walk("/"):
    folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/proc", "/sys", slot, "/dev/shm")]
    if folder.count("/") >= 4:
        folders[:] = []
    tried += 1
    path = os.path.join(folder, "left-by-a-program")
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
        os.unlink(path)
        print("BREACH: wrote", path)
    except OSError:
        pass
print("DENIED in", tried, "folders")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
