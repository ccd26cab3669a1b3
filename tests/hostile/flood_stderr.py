# kind = "output bomb"
# tries = "warns for ever"
# statuses = ["output_limit"]
import sys

while True:
    sys.stderr.write("warning: x\n" * 99)
