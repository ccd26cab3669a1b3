# kind = "nan and inf"
# tries = "seconds in the solver of four hundred digits, for the fork server to add up"
# statuses = ["no_model", "crashed", "forged", "unconfirmed"]
import json
import os
import struct

for message in ({"event": "start"}, {"event": "end", "status": "optimal", "objective": 1, "solve_seconds": 10**400}):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
