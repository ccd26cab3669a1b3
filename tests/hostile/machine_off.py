# kind = "kernel interfaces"
# tries = "calls for which a machine belongs to its owner: restart keys, swap, modules, names, accounting"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
# Of all orders to reboot this one only turns off the keys Ctrl-Alt-Del.
KEYS_OFF = 0
attempts = {
    "reboot": lambda: libc.reboot(KEYS_OFF),
    "swap": lambda: libc.swapoff(b"/nothing"),
    "module": lambda: libc.delete_module(b"nothing", 0),
    "host name": lambda: libc.sethostname(b"own", 3),
    "accounting": lambda: libc.acct(None),
    "ports": lambda: libc.iopl(3) if hasattr(libc, "iopl") else -1,
}
for name, attempt in attempts.items():
    if attempt() == 0:
        print("BREACH:", name)
    else:
        print("DENIED", name, os.strerror(ctypes.get_errno()))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
