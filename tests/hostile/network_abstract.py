# kind = "network"
# tries = "connects to nameless sockets that other programs of this machine listen on"
# words = ["DENIED"]
# guards = ["network-namespace"]
import socket

with open("/proc/net/unix") as file:
    names = {line.split()[-1] for line in file if "@" in line}
for name in names:
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect("\0" + name[1:])
        print("BREACH: connected to", name)
    except OSError as error:
        print("DENIED", name, error.strerror)
print("DENIED: sees", len(names))

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
