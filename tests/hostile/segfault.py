# kind = "crash"
# tries = "reads address 0"
# statuses = ["crashed"]
# words = ["SIGSEGV"]
import ctypes

ctypes.string_at(0)
