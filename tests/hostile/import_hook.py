# kind = "import hooks"
# tries = "a finder that gives every later import, the runner's too, a module that lies"
# statuses = ["optimal", "no_model", "crashed", "forged"]
import importlib.abc
import importlib.machinery
import sys


class Liar(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__dict__["__getattr__"] = lambda name: lambda *_, **__: 999.0


sys.meta_path.insert(0, Liar())
sys.path_hooks.clear()
sys.path_importer_cache.clear()

import coptpy as cp

model = cp.Envr().createModel()
model.addVar(lb=4, obj=1)
model.solve()
