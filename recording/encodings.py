"""The encodings that a text may be in: escapes, forms, tokens, hex, base64, base32. Each offer is only a guess.

Source: the catalogue's section B.2. False offers cost little and find nothing.
"""

import base64
import binascii
import html
import re
import urllib.parse
from collections.abc import Iterator

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_BASE32 = re.compile(
    r"(?:[A-Z2-7]{8})+|(?:[A-Z2-7]{8})*(?:[A-Z2-7]{2}={6}|[A-Z2-7]{4}={4}|[A-Z2-7]{5}={3}|[A-Z2-7]{7}=)"
)
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}){6,}")
_JWT = re.compile(r"[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*")
_ESCAPE = re.compile(r"(?:\\|%)u([0-9A-Fa-f]{4})")
_FORM = re.compile(r"[^\s=&<>{}\"]{1,200}=[^&]*(?:&[^&=]{1,200}=[^&]*)*&?")
_IN_ADDRESS = re.compile(r"data:[^,]{0,80};base64,")
_BYTE = re.compile(r"[0-9]{1,3}")


def offers(text: str) -> Iterator[tuple[str, str | bytes]]:
    """The decodings that a text offers, each named: text that was escaped, bytes that were encoded."""
    stripped = text.strip()
    if stripped[:1] in ("{", "[", '"') and stripped[-1:] in ("}", "]", '"'):
        yield "json", stripped
        return
    if "%" in text or "+" in text:
        plain = urllib.parse.unquote_plus(text, errors="replace")
        if plain != text and "%" in text:
            yield "url", plain
    if _ESCAPE.search(text):
        yield "unicode", _unescape(text)
    if "&" in text and ";" in text and (plain := html.unescape(text)) != text:
        yield "html", plain
    elif "=" in text and "&" in text and is_form(text):
        yield "form", text
    yield from _bytes(stripped)


def is_form(text: str) -> bool:
    """Whether a text reads as ``a=1&b=2`` to its end."""
    return _FORM.fullmatch(text) is not None


def bytes_listed(numbers: list[str]) -> bytes:
    """The bytes that a list of numbers writes one by one, as a typed array does in JSON; empty when it is no such list.

    A list of single digits or letters is a text written character by character.
    """
    if len(numbers) < 8:
        return b""
    if all(len(text) == 1 for text in numbers):
        return "".join(numbers).encode("utf-8", "replace")
    if not all(_BYTE.fullmatch(text) for text in numbers) or any(int(text) > 255 for text in numbers):
        return b""
    return bytes(map(int, numbers))


def _bytes(text: str) -> Iterator[tuple[str, bytes]]:
    if _JWT.fullmatch(text):
        for number, part in enumerate(text.split(".")[:2]):
            if decoded := unbase64(part):
                yield f"jwt[{number}]", decoded
    if _HEX.fullmatch(text) and len(text) % 2 == 0:
        yield "hex", bytes.fromhex(text)
    squeezed = re.sub(r"[\r\n]+", "", text) if "\n" in text or "\r" in text else text
    if squeezed.startswith("data:") and (address := _IN_ADDRESS.match(squeezed)):
        squeezed = squeezed[address.end() :]
    if _BASE64.fullmatch(squeezed) and (decoded := unbase64(squeezed)):
        yield "b64", decoded
    if len(squeezed) >= 16 and squeezed.isupper() and _BASE32.fullmatch(squeezed):
        yield "b32", base64.b32decode(squeezed)


def unbase64(text: str) -> bytes:
    """The bytes, whatever the alphabet and padding; empty when it cannot be base64."""
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    if len(plain) % 4 == 1:
        return b""
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _unescape(text: str) -> str:
    plain = _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
