"""The verifier as one Python file, for readers who have no minispect: the same modules, put into one text."""

import ast
import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from reports import tool

_MAIN = "reports.verifier_main"
_HEAD = '''\
#!/usr/bin/env python3
"""Checks an evidence pack of the format minispect-pack/1 (made by minispect {version}).

    python3 {name} PACK [--allowed-signers FILE --identity NAME] [--tsa-ca FILE] [--org-ca FILE] [--sm2-key FILE]

Needs Python 3.11 or later and nothing else of Python; ssh-keygen checks the signature, openssl time stamps,
certificates and SM2. Nothing is written, nothing outside the pack is read but the files named above.
Exit codes: 0 the pack is as it was sealed, 5 refused, 2 wrong use, 3 a tool is missing and the seal was not checked.

Below stand the modules that ``minispect verify`` itself consists of, word for word; the last lines put them to work.
Take this file from whoever published the keys, never out of the pack that it is to check.
"""

import sys
import types

SOURCES = {{}}
'''
_TAIL = """
for _name in SOURCES:
    _module = types.ModuleType(_name)
    _module.__package__ = _name.rpartition(".")[0]
    if _name == "reports":
        _module.__path__ = []
    sys.modules[_name] = _module
    exec(compile(SOURCES[_name], _name, "exec"), _module.__dict__)
    if "." in _name:
        setattr(sys.modules["reports"], _name.rpartition(".")[2], _module)

if __name__ == "__main__":
    sys.exit(sys.modules["reports.verifier_main"].main(sys.argv[1:]))
"""


class NotAloneError(Exception):
    """A module of the verifier imports something that is not of Python's own library; the message names it."""


def script(name: str = "verify_pack.py") -> str:
    """The whole file. Raises NotAloneError when it could not run by itself."""
    parts = [_HEAD.format(version=tool.version(), name=name), "SOURCES['reports'] = ''\n"]
    for module in _ordered(_MAIN, []):
        source = inspect.getsource(import_module(module))
        if "'''" in source:
            raise NotAloneError(f"{module} holds three single quotes in a row and cannot be quoted")
        parts.append(f"\nSOURCES[{module!r}] = r'''\n{source}'''\n")
    return "".join(parts) + _TAIL


def _ordered(name: str, found: list[str]) -> list[str]:
    """A module after all those of ours that it imports."""
    for needed in _needs(import_module(name)):
        if needed not in found:
            _ordered(needed, found)
    if name not in found:
        found.append(name)
    return found


def _needs(module: ModuleType) -> Iterator[str]:
    """Our modules that a module imports; whatever else it imports must be of Python's own library."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"reports.{one.name}" for one in node.names] if node.module == "reports" else [node.module or ""]
        for name in names:
            if name.startswith("reports."):
                yield name
            elif name.partition(".")[0] not in sys.stdlib_module_names:
                raise NotAloneError(f"{module.__name__} imports {name}")
