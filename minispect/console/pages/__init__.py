"""The console's pages, one module a subject."""

import importlib
import pkgutil

from fastapi import APIRouter

PARTS: tuple[APIRouter, ...] = tuple(
    importlib.import_module(f"{__name__}.{found.name}").router for found in pkgutil.iter_modules(__path__)
)
"""Every module of this folder has a ``router``."""
