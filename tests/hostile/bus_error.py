# kind = "crash"
# tries = "reads a page of a file that it has cut off"
# statuses = ["crashed"]
# words = ["SIGBUS"]
import mmap

file = open("cut", "w+b")
file.truncate(8192)
view = mmap.mmap(file.fileno(), 8192)
file.truncate(0)
view[4096]
