# kind = "mounting"
# tries = "enters the namespaces of the process that started it, and makes its own without a user's"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for name in ("mnt", "net", "pid", "ipc", "uts"):
    try:
        descriptor = os.open(f"/proc/{os.getppid()}/ns/{name}", os.O_RDONLY)
        print("DENIED" if libc.setns(descriptor, 0) else "BREACH: entered", name)
    except OSError as error:
        print("DENIED", name, error.strerror)
for name, flag in (("mnt", 0x00020000), ("net", 0x40000000), ("pid", 0x20000000), ("uts", 0x04000000)):
    print("DENIED" if libc.unshare(flag) else "BREACH: made", name)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
