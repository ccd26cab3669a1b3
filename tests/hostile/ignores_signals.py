# kind = "ignores signals"
# tries = "ignores and blocks every signal that can be ignored or blocked"
# statuses = ["time_limit"]
# wall_seconds = 1
import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
while True:
    pass
