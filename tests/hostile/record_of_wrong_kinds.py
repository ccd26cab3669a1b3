# kind = "JSON bomb"
# tries = "messages whose fields are of every wrong kind"
# statuses = ["no_model", "crashed", "forged", "unconfirmed"]
import json
import os
import struct

WRONG = {"a": 1}
for message in (
    {"event": "start", "mps": ["ROWS"], "sense": WRONG, "solve_seconds": True, "model": "x"},
    {"event": "end", "status": WRONG, "objective": "999", "values": [[1, 2], "xy", ["x"], None], "best_bound": [1]},
    {"event": "end", "status": "optimal", "objective": True, "sense": "sideways", "values": WRONG, "model": None},
    {"event": "failure", "type": WRONG, "message": 5, "line": "x"},
):
    body = json.dumps(message).encode()
    os.write(3, struct.pack(">I", len(body)) + body)
