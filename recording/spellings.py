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

SHORTEST = 8
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sm3")
_SALTED = ("md5", "sha1", "sha256", "sm3")
_MOBILE = re.compile(r"1\d{10}")
_MAC = re.compile(r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
_COORDINATE = re.compile(r"-?\d{1,3}\.\d{5,}")


def needles(value: str, salts: Iterable[str] = ()) -> dict[bytes, str]:
    """Every needle of a value with the name of its spelling; of two equal ones the plainer name stays."""
    found: dict[bytes, str] = {}
    for name, needle in _all(value, tuple(salts)):
        if len(needle) >= SHORTEST:
            found.setdefault(needle, name)
    return found


def _all(value: str, salts: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    forms = tuple({form: name for name, form in reversed(list(_forms(value)))}.items())[::-1]
    for form, prefix in forms:
        yield (prefix or "plain"), form
    for form, prefix in forms:
        for name, needle in _encodings(form):
            yield _joined(prefix, name), needle
    yield from _escapes(value)
    for form, prefix in forms:
        for name, needle in _digests(form, HASHES):
            yield _joined(prefix, name), needle
    for salt in salts:
        for name, salted in ((f"{value}{salt}", "value+salt"), (f"{salt}{value}", "salt+value")):
            for algorithm, needle in _digests(name.encode("utf-8"), _SALTED):
                yield f"{algorithm} of {salted}", needle


def _joined(prefix: str, name: str) -> str:
    return f"{prefix} {name}" if prefix else name


def _forms(value: str) -> Iterator[tuple[str, bytes]]:
    """The value itself and the ways people and forms write it. The first has the empty name."""
    raw = value.encode("utf-8", "replace")
    yield "", raw
    if value != value.lower():
        yield "lower-case", value.lower().encode("utf-8", "replace")
    if value != value.upper():
        yield "upper-case", value.upper().encode("utf-8", "replace")
    if not value.isascii():
        yield from _other_charsets(value)
    if _MOBILE.fullmatch(value):
        yield from _phone_forms(value)
    elif value.isascii() and value.isdigit() and len(value) >= 12:
        yield "grouped by 4", " ".join(value[i : i + 4] for i in range(0, len(value), 4)).encode("ascii")
        yield "grouped by 4", "-".join(value[i : i + 4] for i in range(0, len(value), 4)).encode("ascii")
    elif _MAC.fullmatch(value):
        for name, separator in (("without separators", ""), ("with dashes", "-")):
            yield name, value.replace(":", separator).upper().encode("ascii")
            yield f"{name}, lower-case", value.replace(":", separator).lower().encode("ascii")
    elif _COORDINATE.fullmatch(value):
        yield from _coordinate_forms(value)


def _other_charsets(value: str) -> Iterator[tuple[str, bytes]]:
    for charset in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            yield charset, value.encode(charset)
        except UnicodeEncodeError:
            continue


def _phone_forms(value: str) -> Iterator[tuple[str, bytes]]:
    parts = (value[:3], value[3:7], value[7:])
    for country in ("", "+86", "86", "0086", "+86 ", "+86-", "86-"):
        name = country.rstrip(" -")
        if country:
            yield name, (country + value).encode("ascii")
        for separator in (" ", "-"):
            yield _joined(name, "separated"), (country + separator.join(parts)).encode("ascii")


def _coordinate_forms(value: str) -> Iterator[tuple[str, bytes]]:
    """Rounded to 4 decimals and more (fewer are compared as numbers), as scaled integers and as doubles."""
    number = float(value)
    decimals = len(value.partition(".")[2])
    for places in range(4, decimals):
        yield f"rounded to {places} decimals", f"{number:.{places}f}".encode("ascii")
    for power in (6, 7):
        yield f"times 1e{power}", str(round(number * 10**power)).encode("ascii")
    yield "double", struct.pack("<d", number)
    yield "double, big-endian", struct.pack(">d", number)


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
    yield "reversed", form[::-1]


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
