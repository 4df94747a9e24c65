"""Finding planted values in what left, whatever spelling, coding or nesting they are in.

Responses are not searched: what a server sends down has not been collected.
"""

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import replace

import ahocorasick

from recording import digits, placeholders
from recording.decoding import MAX_OUTPUT, Decoder, Leaf
from recording.digests import Digests
from recording.event import Event
from recording.hit import STRENGTHS, Hit, Place, hit_at
from recording.identity import Planted, planted
from recording.numbers import Numbers, strength_of
from recording.observations import FlowData
from recording.pictures import pictures
from recording.recording import Recording
from recording.salted import salted
from recording.spellings import TAKEN_OUT, needles

_RAW_LIMIT = 64 << 20
"""Of one body; what lies behind is not searched and the flow is not ``complete``."""
_CHUNK = 4 << 20
_OVERLAP = 4096
_IN_ANY_COMPANY = ("hex", "bytes", "reversed", "base64", "base64url", "in url", "twice", "double", "bit", "endian")
"""How the names of encoded spellings end."""
_OWN_HEADERS = frozenset({"host", "content-length", "accept", "accept-encoding", "connection", "content-type"})


class Searcher:
    """Built once for the planted values of a recording; ``salts`` are texts a hash may be salted with."""

    def __init__(self, values: Iterable[Planted], salts: Iterable[str] = ()) -> None:
        self.values = tuple(values)
        self.unread: set[int] = set()
        """Numbers of the flow events whose bodies were too large, too deep or lost, and so not read in full."""
        self._salts = tuple(s for s in dict.fromkeys(salts) if s)
        self._numbers = Numbers(self.values)
        self._digests = Digests(self.values)
        self._automaton = ahocorasick.Automaton()
        table: dict[bytes, list[tuple[Planted, str]]] = {}
        for value in self.values:
            for needle, name in needles(value.value, self._salts).items():
                table.setdefault(needle, []).append((value, name))
        for value, needle, name in self._numbers.needles():
            table.setdefault(needle, []).append((value, name))
        for needle, owners in table.items():
            self._automaton.add_word(needle.decode("latin-1"), (len(needle), tuple(owners)))
        if table:
            self._automaton.make_automaton()

    @classmethod
    def of(cls, recording: Recording, salts: Iterable[str] = ()) -> "Searcher":
        """For all planted values of a recording; its appid and openids are tried as salts."""
        values = planted(recording.of("note"))
        known = [v.value for v in values if v.field == "openid"]
        return cls(values, [*salts, recording.profile.target.appid, *known])

    def flow(self, recording: Recording, event: Event) -> list[Hit]:
        """All planted values in what a flow sent. A frame that came from the server has none."""
        flow = recording.flow(event)
        if flow.type == "frame" and not flow.from_client:
            return []
        body = _blob(recording, flow.request_body)
        decoder = Decoder()
        found = [replace(hit, flow=event.seq) for hit in self.request(flow, body, decoder)]
        if decoder.exhausted or len(body) < min(flow.request_size, 1) or flow.request_size > _RAW_LIMIT:
            self.unread.add(event.seq)
        return found

    def request(self, flow: FlowData, body: bytes, decoder: Decoder | None = None) -> list[Hit]:
        """The same for a request at hand."""
        decoder = decoder or Decoder()
        found: list[Hit] = []
        leaves: list[Leaf] = []
        if flow.type != "frame":
            found += self._leaves(list(decoder.url(flow.url)), "url", leaves)
            for name, value in flow.request_headers:
                if name.lower() not in _OWN_HEADERS:
                    found += self._leaves(list(decoder.header(name, value)), "header", leaves)
        if body:
            place: Place = "frame" if flow.type == "frame" else "body"
            coding, kind = _header(flow, "content-encoding"), _header(flow, "content-type")
            in_body = list(decoder.body(body, kind, coding, path=place))
            hits = self._leaves(in_body, place, leaves) + list(self._beyond(body, place))
            hits += pictures(self.values, in_body, place)
            found += [replace(hit, blob=flow.request_body) for hit in hits]
        found += salted(self._digests, leaves, {h.planted for h in found})
        return _once(found)

    def text(self, text: str, path: str = "text") -> list[Hit]:
        """Planted values in a text of another kind: a storage value, a call's arguments, a page's URL."""
        leaves = list(Decoder().body(text.encode("utf-8", "replace"), path=path))
        return _once(self._leaves(leaves, "text", []))

    def _leaves(self, leaves: list[Leaf], place: Place, gathered: list[Leaf]) -> list[Hit]:
        """Search many small values as one text: the automaton is started once."""
        gathered += leaves
        joined = b"\n".join(leaf.data for leaf in leaves)
        starts, at = [], 0
        for leaf in leaves:
            starts.append(at)
            at += len(leaf.data) + 1
        hits = []
        for start, end, value, spelling in self._matches(joined):
            number = bisect.bisect_right(starts, start) - 1
            leaf = leaves[number]
            if end - starts[number] > len(leaf.data):
                continue
            hits.append(_hit(value, spelling, place, leaf, start - starts[number], end - starts[number]))
        return hits + list(self._numbers.hits(leaves, place))

    def _matches(self, data: bytes) -> Iterator[tuple[int, int, Planted, str]]:
        if not len(self._automaton):
            return
        for last, (length, owners) in self._automaton.iter(data.decode("latin-1")):
            start, end = last + 1 - length, last + 1
            for value, spelling in owners:
                if spelling == TAKEN_OUT:
                    end, said = placeholders.spelled_at(data, start)
                    if end:
                        yield start, end, value, said
                elif not inside_a_longer_number(data, start, end, spelling):
                    yield start, end, value, spelling

    def _beyond(self, body: bytes, place: Place) -> Iterator[Hit]:
        """What the decoder's limit left out is still searched as bytes."""
        for at in range(MAX_OUTPUT, len(body), _CHUNK):
            piece = Leaf(place, body[at - _OVERLAP : at + _CHUNK], False)
            for start, end, value, spelling in self._matches(piece.data):
                yield replace(
                    _hit(value, spelling, place, piece, start, end),
                    offset=at - _OVERLAP + start,
                    wire_offset=at - _OVERLAP + start,
                )


def _hit(value: Planted, spelling: str, place: Place, leaf: Leaf, start: int, end: int) -> Hit:
    wire = start if leaf.path in ("url", "body", "frame") else -1
    return replace(hit_at(value, spelling, place, leaf, start, end, strength_of(spelling)), wire_offset=wire)


def inside_a_longer_number(data: bytes, start: int, end: int, spelling: str) -> bool:
    """Digits within more digits are another number; encoded spellings stand in any company."""
    if spelling.endswith(_IN_ANY_COMPANY):
        return False
    before, after = data[start - 1 : start] if start else b"", data[end : end + 1]
    return (data[start : start + 1].isdigit() and before.isdigit()) or (
        data[end - 1 : end].isdigit() and after.isdigit()
    )


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for each value, spelling and place; the one with the longest path says most."""
    best: dict[tuple[str, str, str], Hit] = {}
    for hit in hits:
        key = (hit.planted, hit.spelling, hit.place)
        before = best.get(key)
        if before is None or _telling(hit) > _telling(before):
            best[key] = hit if before is None else replace(hit, wire_offset=max(hit.wire_offset, before.wire_offset))
        elif hit.wire_offset > before.wire_offset:
            best[key] = replace(before, wire_offset=hit.wire_offset)
    return _without_echoes(list(best.values()))


def _telling(hit: Hit) -> tuple[bool, int]:
    return not hit.decoded, hit.path.count(">") + hit.path.count(".")


def _without_echoes(hits: list[Hit]) -> list[Hit]:
    """Leave out what another hit on the same value in the same place says better."""
    said: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        said.setdefault((hit.planted, hit.place), []).append(hit)
    return [hit for hit in hits if not _is_echo(hit, said[(hit.planted, hit.place)])]


def _is_echo(hit: Hit, others: list[Hit]) -> bool:
    names = {other.spelling for other in others}
    if any(STRENGTHS.index(other.strength) > STRENGTHS.index(hit.strength) for other in others):
        return True
    if hit.spelling.endswith(", middle 16"):
        return hit.spelling.removesuffix(", middle 16") in names
    if hit.spelling.endswith("-bytes"):
        stem = hit.spelling.removesuffix("bytes")
        return any(f"{stem}{form}" in names for form in ("hex", "base64", "base64url"))
    if hit.spelling == digits.APART:
        return len(names) > 1
    if hit.spelling.startswith("position"):
        return any(name == "plain" or name.startswith("double") for name in names)
    if hit.spelling.startswith("number"):
        return "plain" in names or any(name.startswith("position") for name in names)
    return False


def _header(flow: FlowData, name: str) -> str:
    return next((value for key, value in flow.request_headers if key.lower() == name), "")


def _blob(recording: Recording, name: str) -> bytes:
    try:
        return recording.blob(name, _RAW_LIMIT)
    except OSError:
        recording.damage.append(f"blobs/{name} is missing; what it held was not searched")
        return b""
