# kind = "kernel interfaces"
# tries = "leaves a note on the user's keyring, which outlives its processes"
# words = ["DENIED"]
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
ADD_KEY = {"x86_64": 248, "aarch64": 217}[platform.machine()]
KEYCTL = {"x86_64": 250, "aarch64": 219}[platform.machine()]
USER_KEYRING, UNLINK = -4, 9
key = libc.syscall(ADD_KEY, b"user", b"note", b"for the next one", 16, USER_KEYRING)
if key >= 0:
    print("BREACH: may leave a key")
    # Taken back, so that the programs after it are judged by what they do themselves.
    libc.syscall(KEYCTL, UNLINK, key, USER_KEYRING)
else:
    print("DENIED", os.strerror(ctypes.get_errno()))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
