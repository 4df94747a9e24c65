"""What stands in a shared pack where a planted value stood: ``<inspector.phone!refuse.3-1f0c9a2e:md5-hex>``.

Kind, id of the planted value with the pack's own mark, spelling. The mark comes from the sealed full pack, so no
program could know it when it ran and write placeholders of its own. The search takes a placeholder for a hit of just
that value and spelling. Nothing in it means anything to a URL, a form, JSON, a cookie or a header, so it survives
every decoding on the way.
"""

import re

from recording.identity import Planted

PREFIX = "<inspector."
_SHAPE = re.compile(r"<inspector\.(?P<kind>[a-z_]+)!(?P<id>[A-Za-z0-9._-]+):(?P<spelling>[^<>]{1,80})>")
_MARKS = str.maketrans({" ": "_", "+": "~"})
_BACK = str.maketrans({"_": " ", "~": "+"})


def placeholder(value: Planted, spelling: str, mark: str) -> str:
    """The text that replaces one finding of a value; ``mark`` is the pack's own."""
    return f"{PREFIX}{value.kind}!{value.id}-{mark}:{spelling.translate(_MARKS)}>"


def stands_for(text: str) -> str:
    """The beginning that all placeholders of a value share, when ``text`` is its plain one; else ``""``."""
    match = _SHAPE.fullmatch(text)
    return text[: -len("plain>")] if match is not None and match["spelling"] == "plain" else ""


def disguised(text: str) -> bool:
    """Whether a text is one placeholder and nothing else, of a value that was not written plainly."""
    match = _SHAPE.fullmatch(text)
    return match is not None and match["spelling"] != "plain"


def spelled_at(data: bytes, start: int) -> tuple[int, str]:
    """The end of the placeholder that begins at an offset and its spelling; ``(0, "")`` when none does."""
    match = _SHAPE.match(data[start : start + 400].decode("latin-1"))
    return (start + match.end(), match["spelling"].translate(_BACK)) if match is not None else (0, "")
