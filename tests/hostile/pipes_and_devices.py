# kind = "links"
# tries = "named pipes for a reader to hang on, and devices to look at the disk with"
# words = ["DENIED"]
import os
import stat

os.mkfifo("pipe")
for name, kind, numbers in (("disk", stat.S_IFBLK, (8, 0)), ("memory", stat.S_IFCHR, (1, 1))):
    try:
        os.mknod(name, kind | 0o666, os.makedev(*numbers))
        open(name, "rb").close()
        print("BREACH: a device", name)
    except OSError as error:
        print("DENIED", name, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
