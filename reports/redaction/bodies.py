"""Planted values taken out of bodies as they went over the wire: content codings, charsets, forms, parts."""

import re

from recording import compression
from recording.charsets import charset_of, wide
from recording.decoding import boundary_of
from reports.redaction.texts import Texts

_LIMIT = 64 << 20


def redacted(texts: Texts, raw: bytes, content_type: str, content_encoding: str, at: str) -> tuple[bytes, bool]:
    """The body without planted values, and whether its content coding was undone for that."""
    data = raw
    for coding in reversed([c.strip().lower() for c in content_encoding.split(",") if c.strip()]):
        data = compression.decompressed(data, coding, _LIMIT) or data
    if data is raw and (magic := compression.named_by_magic(data)):
        data = compression.decompressed(data, magic, _LIMIT) or data
    changed = _plain(texts, data, content_type, at)
    return (raw, False) if changed == data else (changed, data is not raw)


def _plain(texts: Texts, data: bytes, content_type: str, at: str) -> bytes:
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith("multipart/") and (boundary := boundary_of(content_type)):
        return _parts(texts, data, boundary, at)
    head = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if b"\0" in data[:1024] and head not in (b"{", b"[") and not wide(data):
        return texts.data(data, at)
    charset = charset_of(data, content_type)
    if charset == "latin-1":
        return texts.data(data, at)
    text = data.decode(charset)
    if kind == "application/x-www-form-urlencoded" and head not in (b"{", b"[", b'"'):
        changed = texts.form(text, f"{at} > form")
    elif head not in (b"{", b"[", b'"', b"<") and "\n" in text.strip():
        lines = re.split(r"(\r?\n)", text)
        changed = "".join(texts.text(line, f"{at} > line[{n // 2}]") for n, line in enumerate(lines))
    else:
        changed = texts.text(text, at)
    again = data if changed == text else changed.encode(charset, "replace")
    return texts.data(again, at)


def _parts(texts: Texts, data: bytes, boundary: bytes, at: str) -> bytes:
    """Each part by its own type; what stands between the parts stays."""
    mark = b"--" + boundary
    pieces = data.split(mark)
    for number, piece in enumerate(pieces):
        head, empty, content = piece.partition(b"\r\n\r\n")
        if not empty:
            continue
        kind = re.search(rb"(?i)content-type:\s*([^\r\n]{1,200})", head)
        name = re.search(rb'name="([^"]{0,80})"', head)
        way = f"{at} > part.{name.group(1).decode('utf-8', 'replace') if name else number}"
        end = b"\r\n" if content.endswith(b"\r\n") else b""
        body = _plain(texts, content.removesuffix(b"\r\n"), kind.group(1).decode("latin-1") if kind else "", way)
        pieces[number] = texts.data(head, f"{way}.(head)") + empty + body + end
    return texts.data(mark.join(pieces), at)
