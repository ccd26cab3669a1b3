# kind = "shared memory left behind"
# tries = "fills a System V segment and leaves it"
# statuses = ["optimal", "memory_limit"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
PRIVATE, CREATE, SIZE = 0, 0o1666, 64 * 2**20
for _ in range(4):
    segment = libc.shmget(PRIVATE, SIZE, CREATE)
    if segment < 0:
        print("DENIED", os.strerror(ctypes.get_errno()))
        continue
    address = libc.shmat(segment, None, 0)
    ctypes.memset(address, 1, SIZE)
    libc.shmdt(ctypes.c_void_p(address))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
