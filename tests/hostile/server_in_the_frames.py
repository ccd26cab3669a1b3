# kind = "runner's frames"
# tries = "finds the fork server's own object in the stack and answers the door in its name"
# statuses = ["no_model", "crashed"]
# words = ["DENIED"]
import os
import sys

frame = sys._getframe()
while frame is not None:
    server = frame.f_locals.get("self")
    if hasattr(server, "answers"):
        try:
            os.write(server.answers, b"\x00\x00\x00\x02{}")
            print("BREACH: answered the door")
        except OSError as error:
            print("DENIED", error.strerror)
        break
    frame = frame.f_back
else:
    print("DENIED: no server in the stack")
