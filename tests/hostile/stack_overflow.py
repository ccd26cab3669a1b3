# kind = "crash"
# tries = "overflows the stack of the interpreter"
# statuses = ["crashed", "memory_limit"]
# wall_seconds = 10
import sys

sys.setrecursionlimit(10**8)
nested = []
for _ in range(10**6):
    nested = [nested]
repr(nested)
