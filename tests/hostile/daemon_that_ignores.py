# kind = "daemon"
# tries = "leaves a process that has let go of all streams, ignores signals and writes on"
import os
import signal
import time

if os.fork() == 0:
    os.setsid()
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    os.closerange(0, 256)
    while True:
        descriptor = os.open("diary", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        os.write(descriptor, b"still here\n")
        os.close(descriptor)
        time.sleep(0.01)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
