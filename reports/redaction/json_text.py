"""JSON read and written again without loss: numbers as they stood, keys in their order and as often as they came."""

import json
from typing import Any

MAX_NESTING = 200


class Raw(str):
    """A number (or constant) as it was written."""

    __slots__ = ()


class Pairs(list[tuple[str, Any]]):
    """An object: its members in order, a key that occurs twice kept twice."""


def loads(text: str) -> Any:
    """Raises ValueError for what is no JSON or nested deeper than anything sensible."""
    try:
        value = json.loads(
            text, parse_float=Raw, parse_int=Raw, parse_constant=Raw, object_pairs_hook=Pairs, strict=False
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if _depth(value) > MAX_NESTING:
        raise ValueError("nested too deeply")
    return value


def dumps(value: Any, *, ascii_only: bool = False, spaced: bool = False) -> str:
    """The text again; ``spaced`` puts a space after colons and commas."""
    colon, comma = (": ", ", ") if spaced else (":", ",")

    def text(item: Any) -> str:
        if isinstance(item, Pairs):
            return "{" + comma.join(f"{quoted(key)}{colon}{text(one)}" for key, one in item) + "}"
        if isinstance(item, list):
            return "[" + comma.join(text(one) for one in item) + "]"
        return str(item) if isinstance(item, Raw) else quoted(item)

    def quoted(item: Any) -> str:
        return json.dumps(item, ensure_ascii=ascii_only)

    return text(value)


def plain(value: Any) -> Any:
    """The same as dictionaries, lists and Python's numbers."""
    if isinstance(value, Pairs):
        return {key: plain(item) for key, item in value}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return json.loads(value) if isinstance(value, Raw) else value


def _depth(value: Any) -> int:
    deepest, queue = 0, [(value, 1)]
    while queue:
        item, depth = queue.pop()
        deepest = max(deepest, depth)
        if isinstance(item, Pairs):
            queue += [(one, depth + 1) for _, one in item if isinstance(one, list)]
        elif isinstance(item, list):
            queue += [(one, depth + 1) for one in item if isinstance(one, list)]
    return deepest
