# kind = "ptrace"
# tries = "copies the descriptors of the process that started it, its door among them"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
PIDFD_GETFD = 438
server = os.getppid()
try:
    print("BREACH: sees", os.listdir(f"/proc/{server}/fd"))
except OSError as error:
    print("DENIED list", error.strerror)
handle = os.pidfd_open(server)
for descriptor in range(16):
    if libc.syscall(PIDFD_GETFD, handle, descriptor, 0) >= 0:
        print("BREACH: took descriptor", descriptor)
print("DENIED pidfd_getfd", os.strerror(ctypes.get_errno()))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
