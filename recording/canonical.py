"""One way to write JSON, so that the same data is the same bytes on every machine."""

import json
from pathlib import Path
from typing import Any


def line(data: Any) -> str:
    """One line of JSON, keys sorted, no spaces; lone surrogates of hostile text become U+FFFD."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return _clean(text)


def document(data: Any) -> str:
    """A JSON file: sorted keys, two-space indent, LF at the end."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return _clean(text) + "\n"


def write(path: Path, data: Any) -> None:
    """Write a JSON file in one step: a crash leaves the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(document(data).encode("utf-8"))
    part.replace(path)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(text) else text


def _has_surrogates(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
