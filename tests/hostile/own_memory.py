# kind = "/proc and /sys"
# tries = "writes into its own memory and makes it executable"
import ctypes
import mmap
import os

anything = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
anything.write(b"\xc3")
address = id(object())
try:
    with open("/proc/self/mem", "r+b", buffering=0) as file:
        os.pwrite(file.fileno(), os.pread(file.fileno(), 8, address), address)
except OSError as error:
    print("DENIED", error.strerror)
ctypes.memset(ctypes.create_string_buffer(64), 0, 64)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
