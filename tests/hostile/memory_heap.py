# kind = "memory bomb"
# tries = "asks for memory for ever"
# statuses = ["memory_limit"]
held = []
while True:
    held.append(bytearray(10**7))
