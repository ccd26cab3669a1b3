# kind = "ptrace"
# tries = "reads the memory of the process that started it"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


server = os.getppid()
for name in ("mem", "maps", "environ", "auxv", "syscall"):
    try:
        with open(f"/proc/{server}/{name}", "rb") as file:
            file.read(1) if name != "mem" else os.pread(file.fileno(), 8, id(os))
        print("BREACH: read", name)
    except OSError as error:
        print("DENIED", name, error.strerror)
# The fork has given both processes the same addresses.
buffer = ctypes.create_string_buffer(8)
here = Vector(ctypes.cast(buffer, ctypes.c_void_p), 8)
there = Vector(id(os), 8)
if libc.process_vm_readv(server, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) == 8:
    print("BREACH: process_vm_readv")
else:
    print("DENIED process_vm_readv", os.strerror(ctypes.get_errno()))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
