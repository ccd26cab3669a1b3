# kind = "forged descriptors"
# tries = "closes all descriptors and stays, so that its streams say that it is over"
# statuses = ["time_limit"]
# wall_seconds = 1
import os
import time

os.closerange(0, 256)
time.sleep(3600)
