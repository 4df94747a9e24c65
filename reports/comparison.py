"""Two lists of SARIF results compared, each difference in one sentence."""

from typing import Any

from recording import canonical
from reports import plain

Key = tuple[str, str, int]


def compare(stored: list[dict[str, Any]], fresh: list[dict[str, Any]]) -> list[str]:
    """Results are matched by check and fingerprint; the order of the sealed list is kept."""
    old, new = _keyed(stored), _keyed(fresh)
    found = []
    for key, result in old.items():
        again = new.get(key)
        if again is None:
            found.append(f"{_name(result)}: was {_kind(result)}, {_instead(key[0], old, new)}")
        elif canonical.line(result) != canonical.line(again):
            found.append(f"{_name(result)}: {_what(result, again)}")
    told = {key[0] for key in old if key not in new}
    for key, result in new.items():
        if key not in old and not (key[0] in told and not key[1]):
            found.append(f"{_name(result)}: is {_kind(result)} now, was not there")
    return found


def _keyed(results: list[dict[str, Any]]) -> dict[Key, dict[str, Any]]:
    keyed: dict[Key, dict[str, Any]] = {}
    for result in results:
        prints = result.get("partialFingerprints")
        mark = str(prints.get("minispect/v1", "")) if isinstance(prints, dict) else ""
        base = (str(result.get("ruleId", "")), mark)
        count = 0
        while (*base, count) in keyed:
            count += 1
        keyed[(*base, count)] = result
    return keyed


def _instead(check: str, old: dict[Key, dict[str, Any]], new: dict[Key, dict[str, Any]]) -> str:
    """What the same check says now that it does not say this."""
    kinds = {_kind(result) for key, result in new.items() if key[0] == check and key not in old}
    return f"is {kinds.pop()} now" if len(kinds) == 1 else "is not found again"


def _what(old: dict[str, Any], new: dict[str, Any]) -> str:
    if _kind(old) != _kind(new):
        return f"was {_kind(old)}, is {_kind(new)}"
    parts = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    inner = [part for name in parts for part in _inner(name, old.get(name), new.get(name))]
    return f"{_kind(old)} as before, but {', '.join(plain.line(part, 40) for part in inner)} differs"


def _inner(name: str, old: object, new: object) -> list[str]:
    """``properties`` is taken apart one level."""
    if name != "properties" or not isinstance(old, dict) or not isinstance(new, dict):
        return [name]
    return sorted(str(key) for key in {*old, *new} if old.get(key) != new.get(key))


def _kind(result: dict[str, Any]) -> str:
    return plain.line(str(result.get("kind", "fail")), 20)


def _name(result: dict[str, Any]) -> str:
    return plain.line(str(result.get("ruleId", "?")), 20)
