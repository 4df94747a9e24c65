"""Which minispect this is: version and digests of its code, its rules and its dated data."""

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from recording.data import config_path

LIBRARIES = ("playwright", "mitmproxy", "pillow", "pytesseract", "rapidocr", "onnxruntime", "cryptography", "pydantic",
             "fpdf2", "fonttools")  # fmt: skip
_CODE = ("minispect", "recording", "crawler", "interceptors", "detectors", "reports")
_SUFFIXES = {".py", ".js", ".mjs", ".css", ".html", ".wasm", ".j2", ".json"}


def version() -> str:
    """The installed version; ``0+unknown`` when run from files that were never installed."""
    try:
        return importlib.metadata.version("minispect")
    except importlib.metadata.PackageNotFoundError:
        return "0+unknown"


def libraries() -> dict[str, str]:
    """Name -> version of the libraries that take part in an inspection; absent ones are left out."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


@cache
def source_digest() -> str:
    """SHA-256 over names and contents of the product's own files."""
    root = Path(__file__).parent.parent
    return _digest(root, (path for name in _CODE for path in (root / name).rglob("*")))


@cache
def rules_digest() -> str:
    """SHA-256 over the files that judge."""
    root = Path(__file__).parent.parent
    return _digest(root, (root / "detectors").rglob("*.py"))


@cache
def config_digest() -> str:
    """SHA-256 over the dated data of ``config/``."""
    root = config_path("privacy_interfaces.tsv").parent
    return _digest(root, (path for path in root.rglob("*") if path.suffix in {".tsv", ".toml", ".json"}))


def _digest(root: Path, paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(set(paths), key=lambda p: p.relative_to(root).as_posix()):
        inside = path.relative_to(root).as_posix()
        if "node_modules" in inside or "__pycache__" in inside or not path.is_file():
            continue
        if path.suffix in _SUFFIXES or path.suffix in {".tsv", ".toml"}:
            total.update(f"{inside}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
