# kind = "corrupt bytes"
# tries = "announces a message and ends in the middle of it"
# statuses = ["no_model", "crashed"]
import os

os.write(3, b"\x00\x00\x10\x00" + b'{"event": "end", "status": "optimal", "objective": 999')
