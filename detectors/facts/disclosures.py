"""What is said of a recipient: whether it is named, and which kinds of data it is said to get.

Guidelines have a row for each SDK; a policy has a table (one line a cell) or a sentence. A broad word such as
设备信息 covers model and system, and says nothing sure of identifiers.
"""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import declarations, kinds
from detectors.facts.declarations import Declarations
from detectors.facts.recipients import Recipient
from recording.recording import Recording

Stated = Literal["stated", "another", "vague", "unnamed", "unknown"]
_DEVICE = frozenset({"device_info", "device_id", "install_id"})
_OF_DEVICES = _DEVICE | {"ip", "wifi", "bluetooth"}
_CELLS, _CELL = 8, 60
"""Cells of a row after the name at most, and characters of a cell."""


@dataclass(frozen=True)
class Disclosure:
    """``stated``: the kind is in the recipient's row; ``another``: its row has other kinds only; ``vague``: its row
    has none, or one broad word; ``unnamed``; ``unknown``: texts that might name it could not be read."""

    stated: Stated
    kinds: frozenset[str] = frozenset()
    text: str = ""


def disclosure(recording: Recording, recipient: Recipient, kind: str) -> Disclosure:
    """What guidelines and policy say of one kind going to one recipient."""
    declared = declarations.declarations(recording)
    named = declared.recipient(recipient)
    if named is None:
        return Disclosure("unnamed" if declared.known else "unknown")
    row = _guidelines(recording, recipient) | _policy(declared, recipient)
    if kind in row:
        return Disclosure("stated", row, named.text)
    if not declared.known:
        return Disclosure("unknown", row, named.text)
    vague = not row or (row <= _DEVICE and kind in _OF_DEVICES)
    return Disclosure("vague" if vague else "another", row, named.text)


def _guidelines(recording: Recording, recipient: Recipient) -> frozenset[str]:
    declared = recording.profile.declared
    found: set[str] = set()
    for sdk in declared.sdk_privacy_info_list if declared is not None else ():
        if not declarations.names(f"{sdk.sdk_name} {sdk.sdk_biz_name}", recipient):
            continue
        keys = {item.privacy_key for item in sdk.sdk_list}
        found |= {name for name, kind in kinds.kinds().items() if keys & set(kind.keys)}
        found |= declarations.kinds_in("。".join(item.privacy_text for item in sdk.sdk_list))
    return frozenset(found)


def _policy(declared: Declarations, recipient: Recipient) -> frozenset[str]:
    found: set[str] = set()
    for _, text in declared.texts:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        for number, line in enumerate(lines):
            for sentence in line.split("。"):
                if declarations.names(sentence, recipient):
                    found |= declarations.kinds_in(sentence)
            if len(line) <= _CELL and "。" not in line and declarations.names(line, recipient):
                found |= declarations.kinds_in("\n".join(_row(lines[number + 1 : number + 1 + _CELLS], recipient)))
    return frozenset(found)


def _row(cells: list[str], recipient: Recipient) -> list[str]:
    """The cells after a name up to the first sentence or the next line that names a firm."""
    row = []
    for cell in cells:
        if "。" in cell or len(cell) > 4 * _CELL:
            break
        if _names_a_firm(cell) and not declarations.names(cell, recipient):
            break
        row.append(cell)
    return row


def _names_a_firm(cell: str) -> bool:
    return len(cell) <= _CELL and any(word in cell for word in ("公司", "SDK", "Inc", "Ltd"))
