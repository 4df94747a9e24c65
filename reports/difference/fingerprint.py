"""The name that a violation keeps from one inspection to the next.

It is made of the check and of what is violated: kind of data, recipient's domain, interface, permission. The page
it was seen on, the file and line of the call, every text and the run are left out: pages move and texts are
re-worded while the violation stays. Several findings of one inspection may so bear one fingerprint; those are
told apart by likeness (see ``matching``).
"""

import hashlib
import re
from collections.abc import Collection, Iterable

from detectors.facts.recipients import registrable

_HOST = re.compile(r"(?=.{4,253}(?::\d{1,5})?$)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})+(?::\d{1,5})?")
_EDITION = "minispect-finding/1"


def fingerprint(check: str, subject: Iterable[str], pages: Collection[str] = ()) -> str:
    """32 hex digits. ``subject`` as the check names it; ``pages``: paths of the program's pages."""
    text = "\x1f".join((_EDITION, check, *violated(subject, pages)))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def violated(subject: Iterable[str], pages: Collection[str] = ()) -> tuple[str, ...]:
    """The subject without pages, and with hosts by the domain that somebody registered."""
    return tuple(_lasting(part) for part in subject if not is_page(part, pages))


def is_page(part: str, pages: Collection[str]) -> bool:
    """Whether a part of a subject is the path of a page, with or without a slash before and a query behind it."""
    return bool(part) and part.partition("?")[0].strip("/") in pages


def _lasting(part: str) -> str:
    return registrable(part.rpartition(":")[0] if ":" in part else part) if _HOST.fullmatch(part) else part
