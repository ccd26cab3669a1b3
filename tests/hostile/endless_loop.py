# kind = "endless loop"
# tries = "never ends"
# statuses = ["time_limit"]
# wall_seconds = 1
while True:
    pass
