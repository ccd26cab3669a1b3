# kind = "clock and limits"
# tries = "raises its own limits"
# words = ["DENIED"]
import resource

for name in ("AS", "NPROC", "FSIZE", "NOFILE", "CORE", "MSGQUEUE", "MEMLOCK", "RTPRIO", "NICE"):
    kind = getattr(resource, f"RLIMIT_{name}", None)
    if kind is None:
        continue
    _, most = resource.getrlimit(kind)
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print("DENIED: none before" if most == resource.RLIM_INFINITY else f"BREACH: raised {name}")
    except (OSError, ValueError) as error:
        print("DENIED", name, error)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
