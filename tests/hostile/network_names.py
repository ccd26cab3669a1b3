# kind = "network"
# tries = "asks a name server"
# words = ["DENIED"]
# guards = ["network-namespace"]
import socket

try:
    print("BREACH:", socket.getaddrinfo("example.invalid", 80))
except OSError as error:
    print("DENIED", error)
try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        probe.connect(("255.255.255.255", 53))
    print("BREACH: may broadcast")
except OSError as error:
    print("DENIED", error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
