"""The checks this version really judges: every module of a family folder with ``META`` and ``judge``."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import detectors
from detectors import catalogue
from detectors.verdict import Check, Verdict
from recording.recording import Recording

_NO_FAMILY = frozenset({"facts"})


@dataclass(frozen=True)
class Judgeable:
    """A check and its function."""

    meta: Check
    judge: Callable[[Recording], Verdict]


@cache
def judgeable() -> dict[str, Judgeable]:
    """By id, in the order of the catalogue. Raises ValueError for an id that the catalogue does not know."""
    found: dict[str, Judgeable] = {}
    for family in pkgutil.iter_modules(detectors.__path__):
        if not family.ispkg or family.name in _NO_FAMILY:
            continue
        package = importlib.import_module(f"detectors.{family.name}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            part = importlib.import_module(module.name)
            meta, judge = getattr(part, "META", None), getattr(part, "judge", None)
            if isinstance(meta, Check) and callable(judge):
                if meta.id not in catalogue.entries() or meta.id in found:
                    raise ValueError(f"{module.name}: {meta.id} is not in the catalogue, or there twice")
                found[meta.id] = Judgeable(meta, judge)
    return {number: found[number] for number in catalogue.entries() if number in found}
