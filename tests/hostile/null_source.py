# kind = "corrupt bytes"
# tries = "executes text that holds zeros"
# statuses = ["crashed"]
exec("model = 1\0")
