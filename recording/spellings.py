"""The ways a planted value may be written when it leaves: plain, encoded, hashed, as a number.

Source: the catalogue's part C, "Search". A needle is bytes to look for; its name says the spelling in
reports (``base64``, ``sha256-hex``, ``+86 md5-hex`` …). Needles shorter than 8 bytes are never made.
"""

import base64
import hashlib
import html
import re
import struct
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recording import placeholders

SHORTEST = 8
TAKEN_OUT = "taken out"
"""Spelling of a placeholder's needle; the placeholder itself says the real one."""
_SHORT = 24
"""Characters up to which a plain ASCII value is also tried with every character escaped."""
_HASHED = 64
"""Characters up to which anyone would hash a value."""
_HEAD = 48
_INT64 = 18
"""Digits of a number that fits eight bytes."""
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sm3")
_SALTED = ("md5", "sha1", "sha256", "sm3")
_MOBILE = re.compile(r"1\d{10}")
_MAC = re.compile(r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
_COORDINATE = re.compile(r"-?\d{1,3}\.\d{5,}")


def needles(value: str, salts: Iterable[str] = ()) -> dict[bytes, str]:
    """Every needle of a value with the name of its spelling; of two equal ones the plainer name stays.

    A value taken out of a shared pack has one needle: the beginning of its placeholders.
    """
    if beginning := placeholders.stands_for(value):
        return {beginning.encode(): TAKEN_OUT}
    found: dict[bytes, str] = {}
    for name, needle in _all(value, tuple(salts)):
        if len(needle) >= SHORTEST:
            found.setdefault(needle, name)
    return found


def written(value: str) -> Iterator[tuple[str, bytes]]:
    """The value as people, forms and other charsets write it, each with its name; first the plain one, without a name.

    What ``needles`` has the digests of is left out, but for the plain one.
    """
    for form in _forms(value):
        if not (form.name and form.hashed):
            yield form.name, form.data
    if value.lower() != value != value.upper():
        yield "lower-case", value.lower().encode("utf-8", "replace")
        yield "upper-case", value.upper().encode("utf-8", "replace")


def _all(value: str, salts: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    forms = list(_forms(value))
    for form in forms:
        yield (form.name or "plain"), form.data
    for form in forms:
        if form.encoded:
            for name, needle in _encodings(form.data):
                yield _joined(form.name, name), needle
    if len(value) <= _SHORT or not value.isascii():
        yield from _escapes(value[:_HEAD])
    yield "reversed", value[::-1].encode("utf-8", "replace")
    if len(value) <= _HASHED:
        yield from _all_hashes(value, forms, salts)


def _all_hashes(value: str, forms: list["_Form"], salts: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for form in forms:
        if form.hashed:
            for name, needle in _digests(form.data, HASHES):
                yield _joined(form.name, name), needle
    for salt in salts:
        for salted, text in (("value+salt", f"{value}{salt}"), ("salt+value", f"{salt}{value}")):
            for algorithm, needle in _digests(text.encode("utf-8", "replace"), _SALTED):
                if not algorithm.endswith("bytes"):
                    yield f"{algorithm} of {salted}", needle


@dataclass(frozen=True)
class _Form:
    """A way to write the value plainly, and what else is tried on it: every needle costs memory."""

    name: str
    data: bytes
    encoded: bool = True
    hashed: bool = True


def _joined(prefix: str, name: str) -> str:
    return f"{prefix} {name}" if prefix else name


def _forms(value: str) -> Iterator[_Form]:
    """The value itself and the ways people and forms write it. The first has the empty name.

    Of a value too long to be anything but random (encrypted data) the beginning is proof enough.
    """
    if len(value) > _HASHED:
        yield _Form("", value[:_HEAD].encode("utf-8", "replace"), hashed=False)
        return
    yield _Form("", value.encode("utf-8", "replace"))
    if value == value.upper() != value.lower():
        yield _Form("lower-case", value.lower().encode("utf-8", "replace"))
    elif value == value.lower() != value.upper():
        yield _Form("upper-case", value.upper().encode("utf-8", "replace"))
    yield from _other_charsets(value)
    if value.isascii() and value.isdigit() and len(value) <= _INT64:
        yield from _numbers(int(value))
    if _MOBILE.fullmatch(value):
        yield from _phone_forms(value)
    elif value.isascii() and value.isdigit() and len(value) >= 12:
        for separator in (" ", "-"):
            grouped = separator.join(value[i : i + 4] for i in range(0, len(value), 4))
            yield _Form("grouped by 4", grouped.encode("ascii"), hashed=False)
    elif _MAC.fullmatch(value):
        for name, separator in (("without separators", ""), ("with dashes", "-")):
            yield _Form(name, value.replace(":", separator).upper().encode("ascii"))
            yield _Form(f"{name}, lower-case", value.replace(":", separator).lower().encode("ascii"))
    elif _COORDINATE.fullmatch(value):
        yield from _coordinate_forms(value)


def _other_charsets(value: str) -> Iterator[_Form]:
    for charset in ("utf-16-le", "utf-16-be") if value.isascii() else ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            yield _Form(charset, value.encode(charset), encoded=charset == "gb18030", hashed=False)
        except UnicodeEncodeError:
            continue


def _numbers(number: int) -> Iterator[_Form]:
    """As binary formats hold a number of eight bytes."""
    for name, form in (("64-bit", "<q"), ("64-bit, big-endian", ">q"), ("double", "<d"), ("double, big-endian", ">d")):
        yield _Form(name, struct.pack(form, number), encoded=False, hashed=False)


def _phone_forms(value: str) -> Iterator[_Form]:
    parts = (value[:3], value[3:7], value[7:])
    for country in ("", "+86", "86", "0086", "+86 ", "+86-", "86-"):
        name = country.rstrip(" -")
        if country:
            yield _Form(name, (country + value).encode("ascii"), hashed=name == country)
        for separator in (" ", "-"):
            yield _Form(_joined(name, "separated"), (country + separator.join(parts)).encode("ascii"), hashed=False)


def _coordinate_forms(value: str) -> Iterator[_Form]:
    """Rounded to 4 decimals and more (fewer are compared as numbers), as scaled integers and as doubles."""
    number = float(value)
    decimals = len(value.partition(".")[2])
    for places in range(4, decimals):
        yield _Form(f"rounded to {places} decimals", f"{number:.{places}f}".encode("ascii"), hashed=False)
    for power in (6, 7):
        scaled = str(round(number * 10**power)).encode("ascii")
        yield _Form(f"times 1e{power}", scaled, encoded=False, hashed=False)
    yield _Form("double", struct.pack("<d", number), encoded=False, hashed=False)
    yield _Form("double, big-endian", struct.pack(">d", number), encoded=False, hashed=False)


def _encodings(form: bytes) -> Iterator[tuple[str, bytes]]:
    quoted = urllib.parse.quote(form, safe="")
    yield "url", quoted.encode("ascii")
    yield "url", _lower_escapes(quoted).encode("ascii")
    yield "url twice", urllib.parse.quote(quoted, safe="").encode("ascii")
    yield "hex", form.hex().encode("ascii")
    yield "hex", form.hex().upper().encode("ascii")
    for needle in _base64(form):
        yield "base64", needle
        yield "base64url", needle.replace(b"+", b"-").replace(b"/", b"_")
        yield "base64 in url", urllib.parse.quote(needle, safe="").encode("ascii")


def _base64(form: bytes) -> Iterator[bytes]:
    """Whole, and the part that stays the same at each of the three places in a longer text."""
    yield base64.b64encode(form)
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + form)
        first = (shift * 8 + 5) // 6
        last = (shift + len(form)) * 8 // 6
        yield encoded[first:last]


def _escapes(value: str) -> Iterator[tuple[str, bytes]]:
    units = value.encode("utf-16-be", "surrogatepass")
    codes = [int.from_bytes(units[i : i + 2], "big") for i in range(0, len(units), 2)]
    for form in ("\\u{:04x}", "\\u{:04X}", "%u{:04x}", "%u{:04X}"):
        yield "unicode escapes", "".join(form.format(c) for c in codes).encode("ascii")
        yield "unicode escapes", "".join(form.format(c) if c > 126 else chr(c) for c in codes).encode("ascii")
    for form in ("&#{};", "&#x{:x};", "&#x{:X};"):
        yield "html entities", "".join(form.format(ord(c)) for c in value).encode("ascii")
        yield "html entities", "".join(form.format(ord(c)) if ord(c) > 126 else c for c in value).encode("ascii")
    yield "html entities", html.escape(value).encode("utf-8", "replace")


def _digests(form: bytes, algorithms: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for algorithm in algorithms:
        digest = digest_of(algorithm, form)
        if digest is None:
            continue
        yield f"{algorithm}-hex", digest.hex().encode("ascii")
        yield f"{algorithm}-hex", digest.hex().upper().encode("ascii")
        if algorithm == "md5":
            yield "md5-hex, middle 16", digest.hex()[8:24].encode("ascii")
            yield "md5-hex, middle 16", digest.hex()[8:24].upper().encode("ascii")
        plain = base64.b64encode(digest).rstrip(b"=")
        yield f"{algorithm}-base64", plain
        yield f"{algorithm}-base64url", plain.replace(b"+", b"-").replace(b"/", b"_")
        yield f"{algorithm}-bytes", digest


def digest_of(algorithm: str, data: bytes) -> bytes | None:
    """None where this machine's OpenSSL does not have the algorithm (SM3 on some)."""
    try:
        return hashlib.new(algorithm, data, usedforsecurity=False).digest()
    except ValueError:
        return None


def _lower_escapes(quoted: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda m: m.group().lower(), quoted)
