# kind = "kernel interfaces"
# tries = "sets up io_uring, by which files are read past every filter of system calls"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SETUP = 425
ring = libc.syscall(SETUP, 4, ctypes.create_string_buffer(120))
print("BREACH: a ring" if ring >= 0 else f"DENIED {os.strerror(ctypes.get_errno())}")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
