"""Two lists of SARIF results compared, each difference in one sentence."""

from typing import Any

from recording import canonical
from reports import plain


def compare(stored: list[dict[str, Any]], fresh: list[dict[str, Any]]) -> list[str]:
    """Results are matched by check and fingerprint; the order of the sealed list is kept."""
    old, new = _keyed(stored), _keyed(fresh)
    found = []
    for key, result in old.items():
        again = new.get(key)
        if again is None:
            found.append(f"{_name(result)}: was {_kind(result)}, is not found again")
        elif canonical.line(result) != canonical.line(again):
            found.append(f"{_name(result)}: {_what(result, again)}")
    found += [
        f"{_name(result)}: is {_kind(result)} now, was not there" for key, result in new.items() if key not in old
    ]
    return found


def _keyed(results: list[dict[str, Any]]) -> dict[tuple[str, str, int], dict[str, Any]]:
    keyed: dict[tuple[str, str, int], dict[str, Any]] = {}
    for result in results:
        prints = result.get("partialFingerprints")
        mark = str(prints.get("minispect/v1", "")) if isinstance(prints, dict) else ""
        base = (str(result.get("ruleId", "")), mark)
        count = 0
        while (*base, count) in keyed:
            count += 1
        keyed[(*base, count)] = result
    return keyed


def _what(old: dict[str, Any], new: dict[str, Any]) -> str:
    if _kind(old) != _kind(new):
        return f"was {_kind(old)}, is {_kind(new)}"
    parts = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return f"{_kind(old)} as before, but {', '.join(plain.line(part, 40) for part in parts)} differs"


def _kind(result: dict[str, Any]) -> str:
    return plain.line(str(result.get("kind", "fail")), 20)


def _name(result: dict[str, Any]) -> str:
    return plain.line(str(result.get("ruleId", "?")), 20)
