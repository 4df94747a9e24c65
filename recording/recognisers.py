"""Personal data known by its shape alone, where nothing was planted.

Source: the catalogue's part B.3. A shape is never proof: ``strong`` fails a check only when seen twice,
``medium`` never does.
"""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recording.data import config_rows
from recording.decoding import Decoder, Leaf
from recording.event import Event
from recording.hit import Place, excerpt, printable
from recording.recording import Recording

_PHONE = re.compile(r"(?<![\d.A-Za-z_])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.A-Za-z_])")
_RIC = re.compile(r"(?<![\dA-Za-z])[1-8]\d{16}[\dXx](?![\dA-Za-z])")
_MAC = re.compile(r"(?<![0-9A-Fa-f:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"(?:[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])"
)
_SESSION_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83)
)


@dataclass(frozen=True)
class Recognised:
    """Something that looks like personal data."""

    rule: str
    """Id of the rule in the catalogue: ``R-PHONE``, ``R-RIC`` …"""
    kind: str
    strength: Literal["strong", "medium"]
    place: Place
    path: str
    matched: str
    excerpt: str


@dataclass(frozen=True)
class _Rule:
    id: str
    kind: str
    pattern: re.Pattern[str]
    strength: Literal["strong", "medium"] = "strong"
    key: str = ""
    """A word that the name of the value must contain."""
    holds: Callable[[str], bool] = bool
    """A further test of the matched text."""


def in_flow(recording: Recording, event: Event) -> list[Recognised]:
    """What a request carries; responses and the platform's own headers are not looked at."""
    flow = recording.flow(event)
    if flow.type == "frame" and not flow.from_client:
        return []
    try:
        body = recording.blob(flow.request_body, 4 << 20)
    except OSError:
        body = b""
    headers = {name.lower(): value for name, value in flow.request_headers}
    decoder = Decoder()
    found = list(in_leaves(list(decoder.url(flow.url)), "url")) if flow.type != "frame" else []
    place: Place = "frame" if flow.type == "frame" else "body"
    coding, kind = headers.get("content-encoding", ""), headers.get("content-type", "")
    return found + list(in_leaves(list(decoder.body(body, kind, coding, path=place)), place))


def in_leaves(leaves: list[Leaf], place: Place) -> Iterator[Recognised]:
    """Each shape in each value once. A body's parts are looked at, not the body as a whole again."""
    inner = [leaf for leaf in leaves if any(c in leaf.path for c in ".[>")] or leaves
    seen = set()
    for leaf in inner:
        if len(leaf.data) > 200_000:
            continue
        text = leaf.text
        for rule in _rules():
            if rule.key not in leaf.key.lower():
                continue
            for match in rule.pattern.finditer(text):
                if (rule, match.group()) not in seen and rule.holds(match.group()):
                    seen.add((rule, match.group()))
                    yield _recognised(rule, place, leaf, match)


def valid_id_number(text: str) -> bool:
    """GB 11643: province, date of birth and check digit."""
    if int(text[:2]) not in _PROVINCES:
        return False
    try:
        born = datetime.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return 1850 < born.year < 2100 and "10X98765432"[total % 11] == text[17].upper()


@cache
def _rules() -> tuple[_Rule, ...]:
    unused = {row["prefix"] for row in config_rows("mobile_prefixes.tsv")}

    def in_use(text: str) -> bool:
        return re.sub(r"\D", "", text)[-11:-8] not in unused

    return (
        _Rule("R-PHONE", "phone", _PHONE, holds=in_use),
        _Rule("R-RIC", "id_number", _RIC, holds=valid_id_number),
        _Rule("R-PLATE", "plate", _PLATE),
        _Rule("R-SKEY", "session_key", _SESSION_KEY, key="session_key"),
        _Rule("R-MAC", "device_id", _MAC, "medium"),
    )


def _recognised(rule: _Rule, place: Place, leaf: Leaf, match: re.Match[str]) -> Recognised:
    data = leaf.text.encode("utf-8")
    start = len(leaf.text[: match.start()].encode("utf-8"))
    end = start + len(match.group().encode("utf-8"))
    return Recognised(
        rule=rule.id,
        kind=rule.kind,
        strength=rule.strength,
        place=place,
        path=leaf.path,
        matched=printable(data[start:end]),
        excerpt=excerpt(data, start, end),
    )
