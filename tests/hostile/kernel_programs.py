# kind = "kernel interfaces"
# tries = "loads a program into the kernel (bpf) and looks at its counters (perf)"
# words = ["DENIED"]
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
BPF, PERF = {"x86_64": (321, 298), "aarch64": (280, 241)}[platform.machine()]
array = (ctypes.c_uint32 * 32)(2, 4, 4, 1)
counters = (ctypes.c_uint32 * 32)(0, 128)
attempts = {
    "bpf": lambda: libc.syscall(BPF, 0, array, ctypes.sizeof(array)),
    "perf of all": lambda: libc.syscall(PERF, counters, -1, 0, -1, 0),
    "perf of its server": lambda: libc.syscall(PERF, counters, os.getppid(), -1, -1, 0),
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
