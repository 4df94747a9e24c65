"""RFC 3161 time stamps over a pack's signature, read and checked by openssl."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reports import command

_FIELD = re.compile(r"^(Status|Policy OID|Hash Algorithm|Time stamp|TSA): *(.*)$", re.MULTILINE)
_DUMP = re.compile(r"^ +[0-9a-f]{4} - ((?:[0-9a-f]{2}[ -]){1,16})", re.MULTILINE)


@dataclass(frozen=True)
class Stamp:
    """What a response says. ``moment`` is None when it carries no time stamp."""

    granted: bool
    moment: datetime | None
    algorithm: str
    imprint: str
    """Lower-case hex of the hash that was stamped."""
    policy: str = ""
    authority: str = ""


def read(response: Path) -> Stamp | None:
    """The response as openssl understands it; None when it is none, or openssl is missing."""
    done = command.run("openssl", "ts", "-reply", "-in", response, "-text")
    if not done.ok:
        return None
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(done.text):
        fields.setdefault(name, value.strip())
    message = done.text.partition("Message data:")[2].partition("Serial number:")[0]
    return Stamp(
        granted=fields.get("Status", "").rstrip(".") in ("Granted", "Granted with modifications"),
        moment=_moment(fields.get("Time stamp", "")),
        algorithm=fields.get("Hash Algorithm", ""),
        imprint="".join(re.findall(r"[0-9a-f]{2}", " ".join(_DUMP.findall(message)))),
        policy=fields.get("Policy OID", ""),
        authority=fields.get("TSA", "").replace("unspecified", ""),
    )


def problem(response: Path, stamped: Path, authority: Path, moment: datetime | None = None) -> str:
    """Why an authority's root does not vouch for a stamp over a file; ``""`` when it does.

    ``moment``: the time at which the certificates must have been valid, now by itself.
    """
    at = ["-attime", str(int(moment.timestamp()))] if moment is not None else []
    done = command.run("openssl", "ts", "-verify", "-data", stamped, "-in", response, "-CAfile", authority, *at)
    return "" if done.ok else command.last_words(done)


def _moment(text: str) -> datetime | None:
    """``Nov 22 02:30:00.123 2026 GMT``."""
    plain = re.sub(r"(\d\d:\d\d:\d\d)\.\d+", r"\1", text).removesuffix("GMT").strip()
    try:
        return datetime.strptime(" ".join(plain.split()), "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError:
        return None
