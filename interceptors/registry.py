"""Finding the add-ons: every file in ``interceptors/addons/``, in their own order."""

import importlib
import pkgutil
from typing import Any

from interceptors import addons
from interceptors.session import Session


def make_all(session: Session) -> list[Any]:
    """One add-on of each file. mitmproxy calls each hook on them in this order."""
    modules = [importlib.import_module(f"{addons.__name__}.{m.name}") for m in pkgutil.iter_modules(addons.__path__)]
    return [module.make(session) for module in sorted(modules, key=lambda m: int(m.ORDER))]
