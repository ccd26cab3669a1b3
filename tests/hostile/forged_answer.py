# kind = "forged descriptors"
# tries = "writes a server's whole answer to every descriptor that it has"
# statuses = ["no_model", "crashed"]
# words = ["DENIED"]
import json
import os
import struct

body = json.dumps({"clean": True, "killed": "", "exit_code": 0, "solves": 1, "end": {"objective": 999.0}}).encode()
reached = []
for descriptor in range(1, 1024):
    try:
        os.write(descriptor, struct.pack(">I", len(body)) + body)
        reached.append(descriptor)
    except OSError:
        pass
print("\nDENIED" if reached == [1, 2, 3] else f"\nBREACH: reached {reached}")
