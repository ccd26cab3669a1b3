# kind = "network"
# tries = "sockets that know no network namespace: to the machine's host (vsock), to its ciphers, to its bluetooth"
# words = ["DENIED"]
import socket

FAMILIES = {"host": (40, socket.SOCK_STREAM), "ciphers": (38, socket.SOCK_SEQPACKET), "bluetooth": (31, socket.SOCK_RAW)}
for name, (family, kind) in FAMILIES.items():
    try:
        socket.socket(family, kind).close()
        print("BREACH: a socket to the", name)
    except OSError as error:
        print("DENIED", name, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
