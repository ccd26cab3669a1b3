# kind = "network"
# tries = "raw sockets, and an interface of its own"
# words = ["DENIED"]
import fcntl
import socket
import struct

SET_FLAGS, UP = 0x8914, 1
for name, family, kind in (("packets", 17, 3), ("raw", socket.AF_INET, 3)):
    try:
        socket.socket(family, kind).close()
        print("BREACH: a socket for", name)
    except OSError as error:
        print("DENIED", name, error.strerror)
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        fcntl.ioctl(probe, SET_FLAGS, struct.pack("16sH14x", b"lo", UP))
    print("BREACH: changed an interface")
except OSError as error:
    print("DENIED", error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
