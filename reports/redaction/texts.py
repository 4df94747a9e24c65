"""Planted values taken out of texts, by parsed values: JSON in JSON, forms, URLs, encodings one within another."""

import html
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from recording import compression, encodings
from recording.decoding import MAX_DEPTH, Leaf
from reports.redaction import json_text, repack
from reports.redaction.json_text import Pairs, Raw
from reports.redaction.ledger import Ledger
from reports.redaction.needles import MEDIA, Match, Needles

_LIMIT = 64 << 20
_DATA_URI = re.compile(r"data:(?:image|audio|video)/[a-z0-9.+-]{1,40};base64,([A-Za-z0-9+/=_-]{40,})")
_BETWEEN_TAGS = re.compile(r">([^<>]{8,100000})(?=<)<")
GEOMETRY = frozenset(
    {"rect", "point", "spot", "viewport", "scale", "score", "seconds", "width", "height", "line", "column", "port"}
    | {"virtual_ms", "since_input_ms", "started_ns", "ended_ns", "mono_ns", "seq", "status", "request_size"}
    | {"response_size", "opacity", "font_px", "weight", "line_px", "scroll_top", "scroll_height", "chars"}
)
"""Keys of the recording whose numbers are its own: places, sizes, times."""


@dataclass(frozen=True)
class _Spot:
    """Where in a document we are: the way, and the places that only show among several values."""

    path: str
    among: dict[str, list[Match]]
    depth: int
    outer: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a planted value -> spellings in which it was seen before something was undone to get here."""

    def below(self, name: str) -> "_Spot":
        return replace(self, path=f"{self.path}{name}")

    def deeper(self, name: str) -> "_Spot":
        return replace(self, path=f"{self.path} > {name}", among={}, depth=self.depth + 1)


class Texts:
    """Takes planted values out of texts and says so to the ledger."""

    def __init__(self, needles: Needles, ledger: Ledger) -> None:
        self.needles = needles
        self._ledger = ledger
        self.extra: dict[bytes, Match] = {}
        """Further bytes to take out, of the request that is being worked on: its salted hashes."""

    def text(self, text: str, at: str = "", raw: bytes = b"") -> str:
        """A text without planted values; ``raw`` are the bytes that it was read from."""
        return self._text(text, self._seen(raw, _Spot(at, {}, 0)))

    def form(self, text: str, at: str = "") -> str:
        """``a=1&b=2``, parsed."""
        return self._form(text, _Spot(at, {}, 0))

    def url(self, url: str, at: str = "url") -> str:
        """An address: its path, query and fragment each by their parts."""
        rest, sharp, fragment = url.partition("#")
        base, mark, query = rest.partition("?")
        pieces = "/".join(self.text(piece, f"{at} > path[{n}]") for n, piece in enumerate(base.split("/")))
        asked = self.form(query, f"{at} > query") if query else ""
        return f"{pieces}{mark}{asked}{sharp}{self.text(fragment, f'{at} > fragment') if fragment else ''}"

    def lines(self, named: list[tuple[str, str]], at: str = "") -> list[str]:
        """Values that stand beside one another under names, as headers do."""
        leaves = [Leaf(f"{at}.{name}", value.encode("utf-8", "replace"), False) for name, value in named]
        among = self.needles.among(leaves)
        return [self._text(value, _Spot(f"{at}.{name}", among, 0)) for name, value in named]

    def document(self, value: Any, at: str = "", own: bool = False) -> Any:
        """A parsed JSON value (see ``json_text``). ``own``: a document of the recording, whose geometry is no data."""
        return self._document(value, _Spot(at, {}, 0), own)

    def data(self, data: bytes, at: str) -> bytes:
        """Bytes that are no text; a picture or sound that holds a value goes as a whole."""
        return self._binary(data, _Spot(at, {}, 0))

    def _document(self, value: Any, spot: _Spot, own: bool = False) -> Any:
        leaves = list(_leaves(value, spot.path, own))
        return self._walk(value, replace(spot, among=self.needles.among(leaves)), own)

    def _walk(self, value: Any, spot: _Spot, own: bool) -> Any:
        if isinstance(value, Pairs):
            return Pairs(
                (
                    self._key(key, spot),
                    item if own and key in GEOMETRY else self._walk(item, spot.below(f".{key[:80]}"), own),
                )
                for key, item in value
            )
        if isinstance(value, list):
            listed = None if own else self._listed(value, spot.deeper("bytes"))
            return listed or [self._walk(item, spot.below(f"[{n}]"), own) for n, item in enumerate(value)]
        if isinstance(value, Raw):
            changed = self._direct(str(value), spot)
            return value if changed == value else changed
        return self._text(value, spot) if isinstance(value, str) else value

    def _listed(self, items: list[Any], spot: _Spot) -> list[str] | None:
        """Bytes or signs written one by one, exchanged from within; None when they hold nothing."""
        texts = [item for item in items if isinstance(item, str)]
        before = encodings.bytes_listed(texts) if len(texts) == len(items) else b""
        after = self._bytes(before, spot) if before else b""
        if after == before:
            return None
        return list(after.decode("utf-8", "replace")) if len(texts[0]) == 1 else [Raw(byte) for byte in after]

    def _key(self, key: str, spot: _Spot) -> str:
        return self._text(key, spot.below(".(key)")) if len(key) >= 8 else key

    def _text(self, text: str, spot: _Spot) -> str:
        if len(text) < 2:
            return text
        inner = self._seen(text.encode("utf-8", "surrogatepass"), spot)
        parsed = self._as_json(text, inner)
        if parsed is not None:
            return parsed
        if (again := self._unpacked(text, inner)) is not None:
            return again
        plain = self._direct(self._without_media(text, spot), spot)
        if plain.lstrip()[:1] == "<" and spot.depth < MAX_DEPTH:
            plain = _BETWEEN_TAGS.sub(lambda m: f">{self._text(m[1], inner.deeper('xml'))}<", plain)
        return self._nested(plain, inner) if spot.depth < MAX_DEPTH and len(plain) >= 8 else plain

    def _seen(self, data: bytes, spot: _Spot) -> _Spot:
        """The spot with the spellings that stand in these bytes: the search finds them beside what is undone."""
        found = [match for match in self.needles.matches(data) if match.counts]
        if not found:
            return spot
        outer = dict(spot.outer)
        for match in found:
            known = outer.get(match.value.id, ())
            outer[match.value.id] = known if match.spelling in known else (*known, match.spelling)
        return replace(spot, outer=outer)

    def _unpacked(self, text: str, spot: _Spot) -> str | None:
        """A text that is nothing but base64, hex or a token, exchanged from within; None when it holds nothing."""
        if len(text) < 8 or spot.depth >= MAX_DEPTH or self._is_all_one(text):
            return None
        again = text
        for name, inner in encodings.offers(text):
            if isinstance(inner, bytes):
                changed = self._bytes(inner, spot.deeper(name))
                if changed != inner:
                    again = repack.packed(again, name, changed)
                    if not name.startswith("jwt"):
                        break
        return self._direct(again, spot) if again != text else None

    def _is_all_one(self, text: str) -> bool:
        """Whether the whole text is one spelling, as a hash is: it then keeps the name of that spelling."""
        data = text.encode("utf-8", "surrogatepass")
        return any(match.end - match.start == len(data) for match in self.needles.matches(data))

    def _as_json(self, text: str, spot: _Spot) -> str | None:
        """The text again when it is a JSON document; None when it is not."""
        stripped = text.strip().lstrip("\ufeff")
        if stripped[:1] not in ("{", "[", '"') or stripped[-1:] not in ("}", "]", '"') or spot.depth >= MAX_DEPTH:
            return None
        try:
            value = json_text.loads(stripped)
        except ValueError:
            return None
        changed = self._document(value, spot.deeper("json"))
        if changed == value:
            return text
        spaced = '": ' in stripped or ", " in stripped
        again = json_text.dumps(changed, ascii_only=stripped.isascii(), spaced=spaced)
        return text.replace(stripped, again) if stripped else again

    def _direct(self, text: str, spot: _Spot) -> str:
        """Every spelling that stands in the text as it is, and what shows among several values."""
        data = text.encode("utf-8", "surrogatepass")
        found = self.needles.matches(data)
        for match in spot.among.get(spot.path, ()):
            if all(match.start >= other.end or match.end <= other.start for other in found):
                found.append(match)
        return self._replaced(data, sorted(found, key=lambda m: m.start), spot).decode("utf-8", "surrogatepass")

    def _replaced(self, data: bytes, found: list[Match], spot: _Spot) -> bytes:
        out, at = b"", 0
        for match in found:
            self._ledger.taken(spot.path, match, data[match.start : match.end])
            out += data[at : match.start] + self.needles.instead(match).encode()
            outer = spot.outer.get(match.value.id, ()) if match.counts and match.spelling == "plain" else ()
            others = [name for name in outer if name != "plain"]
            out += b"".join(self.needles.instead(replace(match, spelling=name)).encode() for name in others)
            at = match.end
        out += data[at:]
        for needle, match in self.extra.items():
            if needle in out:
                self._ledger.taken(spot.path, match, needle)
                out = out.replace(needle, self.needles.instead(match).encode())
        return out

    def _without_media(self, text: str, spot: _Spot) -> str:
        """Pictures written as ``data:`` addresses."""
        if "base64," not in text:
            return text

        def replaced(match: re.Match[str]) -> str:
            data = repack.unbase64(match[1])
            changed = self._binary(data, spot.deeper("b64")) if data.startswith(MEDIA) else data
            return match[0] if changed == data else f"data:,{changed.decode()}"

        return _DATA_URI.sub(replaced, text)

    def _nested(self, text: str, spot: _Spot) -> str:
        """What a text hides in escapes and forms, written back."""
        for name, inner in encodings.offers(text):
            if isinstance(inner, bytes):
                continue
            if name == "form":
                again = self._form(text, spot.deeper("form"))
                if again != text:
                    return again
            elif name != "json":
                plain = self._text(inner, spot.deeper(name))
                if plain != inner:
                    return urllib.parse.quote(plain, safe="") if name == "url" else _ESCAPED[name](plain)
        return text

    def _form(self, text: str, spot: _Spot) -> str:
        pieces = [piece.partition("=") for piece in text.split("&")]
        ways = [f"{spot.path}.{urllib.parse.unquote_plus(name)[:80]}" for name, _, _ in pieces]
        values = [value.encode("utf-8", "replace") for _, _, value in pieces]
        leaves = [Leaf(way, value, False) for way, value in zip(ways, values, strict=True)]
        inner = replace(spot, among=self.needles.among(leaves), depth=spot.depth + 1)
        return "&".join(
            f"{self._key(name, spot)}{mark}{self._text(value, replace(inner, path=way))}"
            for way, (name, mark, value) in zip(ways, pieces, strict=True)
        )

    def _bytes(self, data: bytes, spot: _Spot) -> bytes:
        """What base64, hex and the like gave."""
        if magic := compression.named_by_magic(data):
            plain = compression.decompressed(data, magic, _LIMIT)
            if plain is not None:
                changed = self._bytes(plain, spot.deeper(magic)) if spot.depth < MAX_DEPTH else plain
                return data if changed == plain else repack.compressed(changed, magic)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return self._binary(data, spot)
        return self._text(text, spot).encode("utf-8", "surrogatepass")

    def _binary(self, data: bytes, spot: _Spot) -> bytes:
        found = self.needles.matches(data)
        if not data.startswith(MEDIA):
            return self._replaced(data, found, spot)
        owner = self.needles.picture(data)
        marks = [Match(0, len(data), owner, "picture (block code)")] if owner is not None else []
        for match in (*found, *marks):
            self._ledger.taken(spot.path, match, data)
        return (
            "\n".join(dict.fromkeys(map(self.needles.instead, (*found, *marks)))).encode() if found or marks else data
        )


_ESCAPED: dict[str, Callable[[str], str]] = {"html": html.escape, "unicode": str}
"""How a text that was unescaped is written again; a placeholder needs no escapes."""


def _leaves(value: Any, path: str, own: bool) -> Iterator[Leaf]:
    """Numbers and short texts of a document, which may be positions or numbers together."""
    if isinstance(value, Pairs):
        for key, item in value:
            if not (own and key in GEOMETRY):
                yield from _leaves(item, f"{path}.{key[:80]}", own)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, f"{path}[{number}]", own)
    elif isinstance(value, str) and 2 <= len(value) <= 4000:
        yield Leaf(path, value.encode("utf-8", "replace"), False)
