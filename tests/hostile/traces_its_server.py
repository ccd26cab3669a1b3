# kind = "ptrace"
# tries = "attaches to the process that started it as a debugger"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
ATTACH, DETACH, SEIZE = 16, 17, 0x4206
for target in {os.getppid(), 1}:
    for name, request in (("attach", ATTACH), ("seize", SEIZE)):
        if libc.ptrace(request, target, 0, 0) == 0:
            print("BREACH:", name, target)
            libc.ptrace(DETACH, target, 0, 0)
        else:
            print("DENIED", name, target, os.strerror(ctypes.get_errno()))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
