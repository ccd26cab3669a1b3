# kind = "corrupt bytes"
# tries = "announces a message of 4 GB on the recorder's pipe and sends 20 MB of it"
# statuses = ["no_model", "crashed"]
import os

os.write(3, b"\xff\xff\xff\xff")
for _ in range(20):
    os.write(3, bytes(2**20))
