"""By which charset bytes are text: the one that is named, UTF-16 by its empty halves, UTF-8, the Chinese one."""

import re

_NAMED = re.compile(r"charset=\"?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_LOOKED_AT = 4096
_QUARTER = 4
"""At least one character in so many is of the Latin block: names, digits and signs of a document are."""


def charset_of(data: bytes, content_type: str = "") -> str:
    """Name of the charset by which a body is read; ``latin-1`` when it is no text of any that are tried."""
    named, likely = _NAMED.search(content_type), wide(data) or "utf-8"
    for charset in (named[1] if named else likely, likely, "utf-8", "gb18030"):
        try:
            data.decode(charset)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
        return charset
    return "latin-1"


def wide(data: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` for text of two bytes a character, by its empty halves; else ``""``."""
    head = data[:_LOOKED_AT]
    if len(data) % 2 or len(data) < 8 or b"\0" not in head:
        return ""
    low, high = head[0::2], head[1::2]
    enough = max(len(low) // _QUARTER, 3)
    for name, empty, other in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if empty.count(0) >= enough and not other.count(0) and _reads_as(data, name):
            return name
    return ""


def utf8(data: bytes, charset: str) -> bytes:
    """The same text in UTF-8, without a mark of its order."""
    return data.decode(charset, "replace").removeprefix("\ufeff").encode("utf-8", "replace")


def _reads_as(data: bytes, charset: str) -> bool:
    """Whether it is text to its end: no halves of characters, no control signs but those of lines."""
    try:
        text = data.decode(charset)
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\t\r\n\ufeff" or ord(c) > 0x7F for c in text[:_LOOKED_AT])
