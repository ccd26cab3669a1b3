# kind = "endless call in C"
# tries = "a regular expression that never comes back to Python"
# statuses = ["time_limit"]
# wall_seconds = 1
import re

re.match(r"(a+)+$", "a" * 64 + "b")
