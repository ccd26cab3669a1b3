# kind = "mounting"
# tries = "mounts over folders, makes the files writable, unmounts and changes its root"
# words = ["DENIED"]
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
READ_ONLY_OFF, BIND = 32, 4096
here = os.getcwd().encode()
attempts = {
    "tmpfs": lambda: libc.mount(b"none", here, b"tmpfs", 0, b"size=1m"),
    "writable root": lambda: libc.mount(b"none", b"/", None, READ_ONLY_OFF, None),
    "bind": lambda: libc.mount(b"/etc", here, None, BIND, None),
    "proc": lambda: libc.mount(b"proc", here, b"proc", 0, None),
    "unmount": lambda: libc.umount2(b"/proc", 2),
    "root": lambda: libc.chroot(here),
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
