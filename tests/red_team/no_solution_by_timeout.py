# tries = "waits until it is killed: some scorers read that as no solution"
# question = "conflict"
# status = "time_limit"
import time

time.sleep(60)
