"""What a program writes to its storage, by the calls it makes for that: the protocol tells of no storage."""

import json
from typing import Any

_OPS = {"set": "set", "remove": "remove", "clear": "clear"}


def stored(api: str, args: str) -> list[dict[str, str]]:
    """Changes (``op``, ``key``, ``value`` as JSON) that a call asks for; ``args`` is JSON, cut off where it was too
    long: what is left of it is the value then."""
    plain = api.removesuffix("Sync")
    batch = plain == "batchSetStorage"
    op = "set" if batch else _OPS.get(plain.removesuffix("Storage"), "")
    if not op or not plain.endswith("Storage"):
        return []
    try:
        given = json.loads(args) if args else {}
    except ValueError:
        return [{"op": op, "value": args}]
    if op == "clear":
        return [{"op": op}]
    if batch:
        entries = given if isinstance(given, list) else given.get("kvList") if isinstance(given, dict) else None
        pairs = [(e.get("key"), e.get("value")) for e in entries or () if isinstance(e, dict)]
    elif isinstance(given, list):
        pairs = [(given[0], given[1] if len(given) > 1 else None)] if given else []
    else:
        pairs = [(given.get("key"), given.get("data"))] if isinstance(given, dict) else [(given, None)]
    return [{"op": op, "key": str(key), **({"value": _text(value)} if op == "set" else {})} for key, value in pairs]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
