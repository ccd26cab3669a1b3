# kind = "endless call in C"
# tries = "an integer that is never done, with the interpreter's lock held"
# statuses = ["time_limit", "memory_limit"]
# wall_seconds = 1
print(7 ** (10**8) % 10)
