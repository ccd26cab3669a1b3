# kind = "network"
# tries = "asks for a way to other machines, and for interfaces"
# words = ["DENIED"]
# guards = ["network-namespace"]
import socket

# To connect a datagram socket sends nothing: it only asks for a route.
for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 53))
        print("BREACH: a route to", address)
    except OSError as error:
        print("DENIED", address, error.strerror)
with open("/proc/net/route") as file:
    if len(file.readlines()) > 1:
        print("BREACH: routes")
# Tunnels that the kernel makes in every namespace have never carried anything.
with open("/proc/net/dev") as file:
    counts = {line.split(":")[0].strip(): line.split(":")[1].split() for line in file if ":" in line}
used = [name for name, numbers in counts.items() if name != "lo" and any(map(int, numbers))]
print(f"BREACH: interfaces {used}" if used else "DENIED: no interface")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
