"""The chain of decodings between the bytes on the wire and the values in them, bounded and never raising.

Source: the catalogue's section B.2: content coding, charset, form/query/multipart/JSON/XML/protobuf/msgpack, then
for every text URL-decoding, base64, hex, compressed data, nested JSON, JWT, unicode escapes, HTML entities.
"""

import itertools
import json
import re
import urllib.parse
from collections.abc import Iterator
from typing import NamedTuple

from recording import compression, encodings, packed
from recording.charsets import charset_of, utf8, wide

MAX_DEPTH = 6
MAX_OUTPUT = 4 << 20
"""Bytes of decoded output for one flow."""
_MAX_LEAVES = 200_000
_MAX_NESTING = 64
_MAX_PACKED = 1 << 20
"""Bytes of a binary body that are read as protobuf or msgpack."""

_LAST_STEP = re.compile(r"(?:\.[^.>\[\]]*|\[\d+\])\s*$")
_SEPARATORS = re.compile(r"[\x01-\x08\x1c-\x1f]")
"""What lines of a log are cut by: names and values in turn, each piece taken for the name of the next."""
_PIECES = 4
_XML_TEXT = re.compile(r">([^<>]{1,100000})<|=\s*\"([^\"<>]{1,10000})\"|=\s*'([^'<>]{1,10000})'")


class Leaf(NamedTuple):
    """A value found by decoding. ``path`` tells how: ``body > json.data > url > b64 > json.x``."""

    path: str
    data: bytes
    """The value's bytes; text is in UTF-8 whatever it came in."""
    decoded: bool
    """Not to be seen as such in the body's own bytes: something had to be undone to read it."""

    @property
    def key(self) -> str:
        """The last name on the way: ``x`` for ``body > json.data.x``."""
        path = self.path.rstrip("]")
        return path[max(path.rfind("."), path.rfind(">"), path.rfind("[")) + 1 :].strip()

    @property
    def parent(self) -> str:
        """The way to the object, list or form that the value stands in."""
        return _LAST_STEP.sub("", self.path)

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")


class Decoder:
    """Decodes the parts of one flow within one budget. ``exhausted`` says that something was left out."""

    def __init__(self, budget: int = MAX_OUTPUT) -> None:
        self._left = budget
        self._leaves = _MAX_LEAVES
        self.exhausted = False

    def body(
        self, raw: bytes, content_type: str = "", content_encoding: str = "", path: str = "body"
    ) -> Iterator[Leaf]:
        """All values in a body, the whole body (without its content coding) first."""
        data = raw
        for coding in reversed([c.strip().lower() for c in content_encoding.split(",") if c.strip()]):
            plain = self._decompress(data, coding)
            if plain is not None and plain is not data:
                data, path = plain, f"{path} > {coding}"
        undone = data is not raw
        if not undone and (magic := compression.named_by_magic(data)):
            plain = self._decompress(data, magic)
            if plain is not None:
                data, path, undone = plain, f"{path} > {magic}", True
        if len(data) > self._left:
            data, self.exhausted = data[: max(self._left, 0)], True
        yield Leaf(path, data, undone)
        yield from self._parsed(data, content_type, path, undone)

    def url(self, url: str) -> Iterator[Leaf]:
        """The parts of a URL: user, path pieces, query values, fragment."""
        yield Leaf("url", url.encode("utf-8", "replace"), False)
        try:
            parts = urllib.parse.urlsplit(url)
        except ValueError:
            return
        for number, piece in enumerate(parts.path.split("/")):
            yield from self.text(piece, f"url > path[{number}]", 1, False)
        yield from self._form(parts.query, "url > query", 1)
        if parts.fragment:
            yield from self.text(parts.fragment, "url > fragment", 1, False)
        if parts.username:
            yield from self.text(f"{parts.username}:{parts.password or ''}", "url > user", 1, False)

    def header(self, name: str, value: str) -> Iterator[Leaf]:
        path = f"header.{name.lower()}"
        if name.lower() == "cookie":
            for piece in value.split(";"):
                key, _, content = piece.strip().partition("=")
                yield from self.text(content, f"{path} > {key}", 1, False)
            return
        if name.lower() in ("authorization", "proxy-authorization"):
            value = value.partition(" ")[2] or value
        yield from self.text(value, path, 1, False)

    def text(self, text: str, path: str, depth: int, undone: bool) -> Iterator[Leaf]:
        """A text value and all that is hidden in it."""
        data = text.encode("utf-8", "replace")
        if not self._take(len(data) if undone else 0):
            return
        yield Leaf(path, data, undone)
        if len(text) < 8:
            return
        if depth > MAX_DEPTH:
            self.exhausted = self.exhausted or any(True for _ in encodings.offers(text))
            return
        for name, inner in encodings.offers(text):
            below = f"{path} > {name}"
            if isinstance(inner, bytes):
                yield from self._bytes(inner, below, depth + 1)
            elif name == "json":
                yield from self._json(inner, below, depth + 1, True)
            elif name == "form":
                yield from self._form(inner, below, depth + 1)
            else:
                yield from self.text(inner, below, depth + 1, True)

    def _bytes(self, data: bytes, path: str, depth: int) -> Iterator[Leaf]:
        """What base64, hex and the like gave: compressed data, text or plain bytes."""
        if charset := wide(data):
            data, path = utf8(data, charset), f"{path} > {charset}"
        if magic := compression.named_by_magic(data):
            plain = self._decompress(data, magic)
            if plain is not None:
                yield from self._bytes(plain, f"{path} > {magic}", depth + 1)
                return
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            if self._take(len(data)):
                yield Leaf(path, data, True)
                yield from self._packed(data, path, depth)
            return
        if packed.looks_binary(data):
            yield from self._packed(data, path, depth)
        yield from self.text(text, path, depth, True)

    def _packed(self, data: bytes, path: str, depth: int) -> Iterator[Leaf]:
        """Protobuf and msgpack; the whole may be neither, then nothing."""
        if depth > MAX_DEPTH or len(data) > _MAX_PACKED:
            self.exhausted = self.exhausted or len(data) > _MAX_PACKED
            return
        name, found = packed.values(data)
        for below, value in found:
            yield from self._bytes(value, f"{path} > {name}{below}", depth + 1)

    def _parsed(self, data: bytes, content_type: str, path: str, undone: bool) -> Iterator[Leaf]:
        kind = content_type.partition(";")[0].strip().lower()
        if kind.startswith("multipart/") and (boundary := boundary_of(content_type)):
            yield from self._multipart(data, boundary, path, undone)
            return
        if charset := wide(data):
            data, path, undone = utf8(data, charset), f"{path} > {charset}", True
        head = data[:256].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        if head not in (b"{", b"[") and packed.looks_binary(data):
            yield from self._packed(data, path, 0)
        if b"\0" in data[:1024] and head not in (b"{", b"["):
            return
        text = data.decode(charset_of(data, content_type))
        recoded = undone or text.encode("utf-8", "replace") != data
        if head in (b"{", b"[", b'"'):
            yield from self._json(text.strip().lstrip("\ufeff"), f"{path} > json", 1, recoded)
        elif head == b"<":
            yield from self._xml(text, f"{path} > xml", recoded)
        elif kind == "application/x-www-form-urlencoded" or encodings.is_form(text[:100_000]):
            yield from self._form(text, f"{path} > form", 1)
        elif len(pieces := _SEPARATORS.split(text)) >= _PIECES:
            for name, piece in itertools.pairwise(["", *pieces]):
                yield from self.text(piece, f"{path} > fields.{name[:80]}", 1, recoded)
        elif "\n" in text.strip() and len(text) < MAX_OUTPUT:
            for number, line in enumerate(text.splitlines()):
                yield from self.text(line, f"{path} > line[{number}]", 1, recoded)
        else:
            yield from self.text(text, path, 1, recoded)

    def _json(self, text: str, path: str, depth: int, undone: bool) -> Iterator[Leaf]:
        if depth > MAX_DEPTH:
            self.exhausted = True
            return
        try:
            value = json.loads(text, parse_float=_Number, parse_int=_Number, parse_constant=_Number, strict=False)
        except (ValueError, RecursionError):
            lines = text.splitlines()
            if 1 < len(lines) < 10_000:
                for number, line in enumerate(lines):
                    yield from self._line(line, f"{path}.line[{number}]", depth, undone)
            return
        found: list[tuple[str, str | bytes, bool]] = []
        if not _flatten(value, path, 0, found):
            self.exhausted = True
        for below, item, plain in found:
            if isinstance(item, bytes):
                yield from self._bytes(item, f"{below} > bytes", depth + 1)
            elif plain:
                yield Leaf(below, item.encode("ascii"), undone)
            elif len(item) < 8:
                data = item.encode("utf-8", "replace")
                if self._take(len(data) if undone else 0):
                    yield Leaf(below, data, undone)
            else:
                yield from self.text(item, below, depth, undone)

    def _line(self, line: str, path: str, depth: int, undone: bool) -> Iterator[Leaf]:
        """A line of JSON lines or of an envelope: its values stand in the body as they are."""
        stripped = line.strip()
        if stripped[:1] in ("{", "[") and stripped[-1:] in ("}", "]"):
            found = list(self._json(stripped, path, depth + 1, undone))
            if found:
                yield from found
                return
        yield from self.text(line, path, depth, undone)

    def _form(self, text: str, path: str, depth: int) -> Iterator[Leaf]:
        if depth > MAX_DEPTH:
            self.exhausted = True
            return
        for piece in text.split("&"):
            name, _, value = piece.partition("=")
            key = urllib.parse.unquote_plus(name, errors="replace")[:80]
            if len(name) >= 8:
                yield from self.text(name, f"{path}.(key)", depth, False)
            yield from self.text(value, f"{path}.{key}", depth, False)

    def _xml(self, text: str, path: str, undone: bool) -> Iterator[Leaf]:
        """Texts and attributes by pattern, no parser: nothing in the document can make this expand."""
        for number, match in enumerate(_XML_TEXT.finditer(text.replace("<![CDATA[", "").replace("]]>", ""))):
            found = next((group for group in match.groups() if group), "").strip()
            if found:
                yield from self.text(found, f"{path}[{number}]", 1, undone)

    def _multipart(self, data: bytes, boundary: bytes, path: str, undone: bool) -> Iterator[Leaf]:
        for number, part in enumerate(data.split(b"--" + boundary)[1:-1] or data.split(b"--" + boundary)[1:]):
            head, _, content = part.partition(b"\r\n\r\n")
            name = re.search(rb'name="([^"]{0,80})"', head)
            label = name.group(1).decode("utf-8", "replace") if name else str(number)
            kind = re.search(rb"(?i)content-type:\s*([^\r\n]{1,200})", head)
            below = f"{path} > part.{label}"
            for leaf_name in re.findall(rb'filename="([^"]{1,300})"', head):
                yield from self.text(leaf_name.decode("utf-8", "replace"), f"{below}.(filename)", 2, undone)
            content = content.removesuffix(b"\r\n")
            yield Leaf(below, content, undone)
            yield from self._parsed(content, kind.group(1).decode("latin-1") if kind else "", below, undone)

    def _decompress(self, data: bytes, coding: str) -> bytes | None:
        """The plain bytes within what is left of the budget; None when the data is not of that coding."""
        limit = max(self._left, 0)
        self.exhausted = self.exhausted or limit == 0
        plain = compression.decompressed(data, coding, limit)
        if plain is None:
            return None
        self._take(len(plain))
        if len(plain) >= limit:
            self.exhausted = True
        return plain

    def _take(self, size: int) -> bool:
        """Spend from the budget; False when it is used up."""
        self._left -= size
        self._leaves -= 1
        if self._left < 0 or self._leaves < 0:
            self.exhausted = True
            return False
        return True


class _Number(str):
    """A JSON number as it was written."""

    __slots__ = ()


def _flatten(value: object, path: str, level: int, found: list[tuple[str, str | bytes, bool]]) -> bool:
    """Appends path, text and whether it is a number of every value, long keys too; False when something is left out.

    Bytes that are listed one by one are appended as bytes beside the numbers.
    """
    if level > _MAX_NESTING or len(found) > _MAX_LEAVES:
        return False
    if isinstance(value, str):
        found.append((path, value, isinstance(value, _Number)))
        return True
    whole = True
    if isinstance(value, dict):
        for key, item in value.items():
            below = f"{path}.{key[:80]}"
            if len(key) >= 8:
                found.append((f"{path}.(key)", key, False))
            kind = type(item)
            if kind is str or kind is _Number:
                found.append((below, item, kind is _Number))
            elif kind is dict or kind is list:
                whole = _flatten(item, below, level + 1, found) and whole
        if "0" in value and "7" in value and "".join(value).isdigit():
            _add_listed(list(value.values()), path, found)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            whole = _flatten(item, f"{path}[{number}]", level + 1, found) and whole
        _add_listed(value, path, found)
    return whole


def _add_listed(items: list[object], path: str, found: list[tuple[str, str | bytes, bool]]) -> None:
    if len(items) < 8 or not isinstance(items[0], str):
        return
    texts = [item for item in items if isinstance(item, str) and len(item) <= 3]
    if len(texts) == len(items) and (listed := encodings.bytes_listed(texts)):
        found.append((path, listed, False))


def boundary_of(content_type: str) -> bytes:
    """What separates the parts of a multipart body; empty when the header does not say."""
    found = re.search(r'boundary="?([^";,\s]{1,200})', content_type, re.IGNORECASE)
    return found.group(1).encode("latin-1", "replace") if found else b""
