# kind = "network"
# tries = "knocks at ports of its own machine, where servers of others may listen"
# words = ["DENIED"]
# guards = ["network-namespace"]
import socket

for port in (*range(1, 1024), 2375, 2376, 3306, 4200, 5432, 6379, 8000, 8080, 8888, 9090, 11434):
    try:
        socket.create_connection(("127.0.0.1", port), 0.2).close()
        print("BREACH: port", port, "answers")
    except OSError as error:
        refusal = error
print("DENIED", refusal)

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
