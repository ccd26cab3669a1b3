# kind = "mounting"
# tries = "makes a user namespace in which it is root, and mounts there"
# words = ["DENIED"]
import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
NEW_USER, NEW_MOUNTS = 0x10000000, 0x00020000
sys.stdout.flush()
child = os.fork()
if child == 0:
    if libc.unshare(NEW_USER | NEW_MOUNTS):
        print("DENIED", os.strerror(ctypes.get_errno()), flush=True)
    elif libc.mount(b"none", os.getcwd().encode(), b"tmpfs", 0, b"size=1m"):
        print("BREACH: root of its own namespace", flush=True)
    else:
        print("BREACH: mounted memory of its own", flush=True)
    os._exit(0)
os.waitpid(child, 0)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
