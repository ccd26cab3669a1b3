# kind = "crash"
# tries = "aborts inside a callback, with its streams unflushed"
# statuses = ["crashed"]
# words = ["SIGABRT"]
import os
import sys

sys.stdout.write("Optimal objective: 4")
os.abort()
