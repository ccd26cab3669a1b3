# kind = "runner's frames"
# tries = "raises and patches whatever could bring it back into the fork server's loop"
# statuses = ["crashed", "no_model"]
import os
import sys

os._exit = lambda code: None
os.fork = lambda: 0
sys.exit = lambda code=0: None
raise GeneratorExit
