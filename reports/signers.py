"""The ``allowed_signers`` file (ssh-keygen(1)): whose keys the reader of a pack trusts, for what and when."""

import base64
import binascii
import fnmatch
import re
import struct
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

_LINE = re.compile(r"^(?P<names>\S+)\s+(?:(?P<options>[^\s\"]*(?:\"[^\"]*\"[^\s\"]*)*)\s+)?ssh-ed25519\s+(?P<key>\S+)")
_OPTION = re.compile(r"(?P<name>[a-z-]+)(?:=\"(?P<value>[^\"]*)\")?(?:,|$)", re.IGNORECASE)


class SignersError(Exception):
    """The file of trusted signers cannot be used; the message names it."""


@dataclass(frozen=True)
class Signer:
    """One line: name patterns, the raw key, the purposes (empty: any) and the days between which it counts."""

    names: tuple[str, ...]
    public_key: bytes
    namespaces: tuple[str, ...]
    valid_after: datetime | None
    valid_before: datetime | None

    def is_named(self, identity: str) -> bool:
        hits = [name for name in self.names if fnmatch.fnmatchcase(identity, name.lstrip("!"))]
        return bool(hits) and not any(name.startswith("!") for name in hits)

    def problem(self, namespace: str, moment: datetime) -> str:
        """Why this key does not count for a purpose at a moment; ``""`` when it does."""
        if self.namespaces and not any(fnmatch.fnmatchcase(namespace, one) for one in self.namespaces):
            return "the key is not allowed for this purpose"
        if self.valid_after is not None and moment < self.valid_after:
            return "the key is not valid yet"
        if self.valid_before is not None and moment > self.valid_before:
            return "the key is no longer valid"
        return ""


def load(path: Path) -> list[Signer]:
    """All Ed25519 signers of a file. Raises SignersError when it cannot be read or names none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SignersError(f"{path}: the file of allowed signers cannot be read; check the path") from None
    found = [signer for line in text.splitlines() if (signer := _signer(line)) is not None]
    if not found:
        raise SignersError(f"{path}: no line of the form 'name ssh-ed25519 KEY' in it")
    return found


def line(name: str, public_line: str, begun: date | None = None, end: date | None = None) -> str:
    """The line an authority publishes for a key (``public_line``: ``ssh-ed25519 AAAA…``) and the days of its use."""
    options = ['namespaces="minispect-pack"']
    options += [f'valid-after="{begun:%Y%m%d}"'] if begun is not None else []
    options += [f'valid-before="{end:%Y%m%d}"'] if end is not None else []
    return f"{name} {','.join(options)} {' '.join(public_line.split()[:2])}"


def _signer(text: str) -> Signer | None:
    match = _LINE.match(text.strip())
    if match is None or text.lstrip().startswith("#"):
        return None
    options = {m["name"].lower(): m["value"] for m in _OPTION.finditer(match["options"] or "")}
    if "cert-authority" in options:
        return None
    try:
        blob = base64.b64decode(match["key"], validate=True)
        key = blob[-32:]
        if blob[:-32] != struct.pack(">I", 11) + b"ssh-ed25519" + struct.pack(">I", 32):
            return None
        return Signer(
            names=tuple(match["names"].strip('"').split(",")),
            public_key=key,
            namespaces=tuple(n for n in (options.get("namespaces") or "").split(",") if n),
            valid_after=_moment(options.get("valid-after")),
            valid_before=_moment(options.get("valid-before")),
        )
    except (binascii.Error, ValueError):
        return None


def _moment(text: str | None) -> datetime | None:
    """``YYYYMMDD[HHMM[SS]][Z]``; without Z it is local time, as ssh-keygen takes it."""
    if not text:
        return None
    plain = text.rstrip("Zz")
    form = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}.get(len(plain))
    if form is None:
        raise ValueError("not a time")
    moment = datetime.strptime(plain, form)
    return moment.replace(tzinfo=UTC) if plain != text else moment.astimezone(UTC)
