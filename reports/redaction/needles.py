"""Where planted values stand in a run of bytes or among the values of a document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import ahocorasick

from recording import spellings
from recording.decoding import Leaf
from recording.digests import Digests
from recording.identity import Planted
from recording.numbers import Numbers
from recording.placeholders import placeholder
from recording.planted_pictures import read_code
from recording.salted import salted
from recording.search import inside_a_longer_number

MEDIA = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")
_LONG = 64
"""Values longer than this are known by their beginning; the rest of the token goes with it."""
_TOKEN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-%")


@dataclass(frozen=True)
class Match:
    """Bytes ``start`` to ``end`` are a value in a spelling."""

    start: int
    end: int
    value: Planted
    spelling: str
    counts: bool = True
    """False within a longer number, where the search takes it for another number."""


class Needles:
    """Built once for the planted values of a recording, with the salts that the judging uses."""

    def __init__(self, values: Iterable[Planted], salts: Iterable[str], mark: str) -> None:
        self._mark = mark
        self.values = tuple(values)
        self.numbers = Numbers(self.values)
        self._digests = Digests(self.values)
        self._codes = {value.value.lower(): value for value in self.values if value.field == "picture"}
        self._automaton = ahocorasick.Automaton()
        table: dict[bytes, tuple[Planted, str]] = {}
        for value in self.values:
            for needle, name in spellings.needles(value.value, tuple(s for s in dict.fromkeys(salts) if s)).items():
                table.setdefault(needle, (value, name))
        for value, needle, name in self.numbers.needles():
            table.setdefault(needle, (value, name))
        for needle, (value, name) in table.items():
            self._automaton.add_word(needle.decode("latin-1"), (len(needle), value, name))
        if table:
            self._automaton.make_automaton()

    @property
    def pictures(self) -> bool:
        """Whether pictures were planted at all."""
        return bool(self._codes)

    def instead(self, match: Match) -> str:
        """What to write in place of a match."""
        if match.counts:
            return placeholder(match.value, match.spelling, self._mark)
        return f"<taken-out.{match.value.kind}>"

    def matches(self, data: bytes) -> list[Match]:
        """All of them from left to right; of those that overlap the longest, widened to what the others cover."""
        found: list[Match] = []
        for match in sorted(self._all(data), key=lambda m: (m.start, -m.end)):
            if found and match.start < found[-1].end:
                last = found[-1]
                better = (match.counts, match.end - match.start) > (last.counts, last.end - last.start)
                longer = match if better else last
                found[-1] = replace(longer, start=last.start, end=max(last.end, match.end))
            else:
                found.append(match)
        return found

    def _all(self, data: bytes) -> Iterator[Match]:
        if not len(self._automaton):
            return
        for last, (length, value, spelling) in self._automaton.iter(data.decode("latin-1")):
            start, end = last + 1 - length, last + 1
            if len(value.value) > _LONG:
                while end < len(data) and end - start < 3 * len(value.value) and data[end] in _TOKEN:
                    end += 1
            yield Match(start, end, value, spelling, not inside_a_longer_number(data, start, end, spelling))

    def picture(self, data: bytes) -> Planted | None:
        """The planted value whose code a picture carries."""
        code = read_code(data) if self._codes and data.startswith(MEDIA) else None
        return self._codes.get(code.lower()) if code else None

    def among(self, leaves: list[Leaf]) -> dict[str, list[Match]]:
        """Numbers and positions that only show among several values: path of the leaf -> places in it."""
        found: dict[str, list[Match]] = {}
        owners = {value.id: value for value in self.values}
        for hit in self.numbers.hits(leaves, "body"):
            match = Match(hit.offset, hit.offset + hit.length, owners[hit.planted], hit.spelling)
            here = found.setdefault(hit.path, [])
            if all(match.start >= other.end or match.end <= other.start for other in here):
                here.append(match)
        return found

    def salted(self, leaves: list[Leaf]) -> dict[bytes, Match]:
        """Hashes salted with another value of the same request: the hash as written -> what it is."""
        owners = {value.id: value for value in self.values}
        hits = list(salted(self._digests, leaves, set()))
        return {hit.matched.encode(): Match(0, hit.length, owners[hit.planted], hit.spelling) for hit in hits}
