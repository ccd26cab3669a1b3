# kind = "reads secrets"
# tries = "looks for keys in the home folders, in /etc and where engines mount them"
# words = ["DENIED"]
# guards = ["read-only-files"]
import glob

places = (".ssh/*", ".netrc", ".aws/*", ".config/*", ".docker/config.json", ".bash_history", ".gitconfig", ".pypirc")
patterns = [f"{home}/{place}" for home in ("/root", "/home/*") for place in places]
patterns += ["/etc/shadow", "/etc/gshadow", "/etc/ssh/*_key", "/etc/sudoers", "/run/secrets/*", "/var/log/auth.log"]
found = 0
for path in (path for pattern in patterns for path in glob.glob(pattern)):
    try:
        with open(path, "rb") as file:
            file.read(1)
        print("BREACH: read", path)
    except OSError as error:
        print("DENIED", path, error.strerror)
print("DENIED: nothing more to see")

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
