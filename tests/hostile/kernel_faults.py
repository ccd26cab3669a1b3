# kind = "kernel interfaces"
# tries = "handles page faults by itself, and opens files by their numbers"
# words = ["DENIED"]
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
FAULTS, BY_HANDLE = {"x86_64": (323, 304), "aarch64": (282, 265)}[platform.machine()]
USER_MODE_ONLY = 1
handle = (ctypes.c_uint32 * 8)(8, 1, 2, 0)
root = os.open("/", os.O_RDONLY)
attempts = {
    "faults": lambda: libc.syscall(FAULTS, os.O_CLOEXEC | USER_MODE_ONLY),
    "kernel's faults": lambda: libc.syscall(FAULTS, os.O_CLOEXEC),
    "by number": lambda: libc.syscall(BY_HANDLE, root, handle, os.O_RDONLY),
}
for name, attempt in attempts.items():
    if attempt() >= 0:
        print("BREACH:", name)
    else:
        print("DENIED", name, os.strerror(ctypes.get_errno()))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
