# kind = "network"
# tries = "talks to a container engine, an agent or a bus through their sockets in the file system"
# words = ["DENIED"]
# guards = ["own-user"]
import glob
import socket

known = ("docker.sock", "podman/podman.sock", "containerd/containerd.sock", "crio/crio.sock", "snapd.socket", "libvirt/*")
for path in (path for folder in ("/run", "/var/run") for name in known for path in glob.glob(f"{folder}/{name}")):
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(path)
        print("BREACH: connected to", path)
    except OSError as error:
        print("DENIED", path, error.strerror)
print("DENIED: no more sockets")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
