# kind = "shared memory left behind"
# tries = "leaves message queues and semaphores, System V and POSIX"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
CREATE = 0o1666
attempts = {
    "message queue": lambda: libc.msgget(0x1234, CREATE),
    "semaphore": lambda: libc.semget(0x1234, 1, CREATE),
    "named queue": lambda: libc.mq_open(b"/left", os.O_CREAT | os.O_RDWR, 0o666, None),
}
for name, attempt in attempts.items():
    if attempt() >= 0:
        print("BREACH: made a", name)
    else:
        print("DENIED", name, os.strerror(ctypes.get_errno()))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
