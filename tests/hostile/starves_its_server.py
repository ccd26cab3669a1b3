# kind = "kills the fork server"
# tries = "takes descriptors, priority and processors from the process that started it"
# words = ["DENIED"]
# guards = ["own-user"]
import os
import resource

server = os.getppid()
attempts = {
    "descriptors": lambda: resource.prlimit(server, resource.RLIMIT_NOFILE, (0, 0)),
    "processes": lambda: resource.prlimit(server, resource.RLIMIT_NPROC, (0, 0)),
    "priority": lambda: os.setpriority(os.PRIO_PROCESS, server, 19),
    "scheduler": lambda: os.sched_setscheduler(server, os.SCHED_IDLE, os.sched_param(0)),
    "processor": lambda: os.sched_setaffinity(server, {0}),
}
for name, attempt in attempts.items():
    try:
        attempt()
        print("BREACH: took", name)
    except OSError as error:
        print("DENIED", name, error.strerror)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
