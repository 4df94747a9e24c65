"""JSON as mini program tools accept it: comments, trailing commas, a byte order mark."""

import json
import re
from typing import Any

import json5

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_COMMA = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])', re.DOTALL)


class LenientError(Exception):
    """Not JSON; says the line and what is wrong."""


def parse(text: str) -> Any:
    """Strict JSON at full speed, then without comments and trailing commas, then JSON5. Raises LenientError."""
    text = text.removeprefix("\ufeff")
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        pass
    clean = _COMMA.sub(lambda m: m.group(1) or "", _TOKEN.sub(_keep_string, text))
    try:
        return json.loads(clean)
    except RecursionError:
        raise LenientError("nested too deeply") from None
    except json.JSONDecodeError as error:
        if len(text) > 200_000:
            raise LenientError(f"line {error.lineno}: {error.msg}") from None
        try:
            return json5.loads(text)
        except (ValueError, RecursionError):
            raise LenientError(f"line {error.lineno}: {error.msg}") from None


def _keep_string(match: re.Match[str]) -> str:
    found = match.group(0)
    return found if found.startswith('"') else "\n" * found.count("\n")
