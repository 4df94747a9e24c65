"""Planted values found in exchanges, as the report shows them: the request with the value marked."""

import re
from collections.abc import Mapping, Sequence

from detectors.facts import moments
from detectors.verdict import Hit
from recording import identity, spellings
from recording.event import Event
from recording.recording import Recording
from reports import plain
from reports.findings import Numbered
from reports.html import parties, words
from reports.html.view import Both, Leak, Piece

MOST = 12
_EXCERPT = 600
_PAIR = re.compile(r"⟦([^⟦⟧]*)⟧")
_RUN_MOMENT = {
    "untouched": Both("此时用户未作任何选择", "before the user answered anything"),
    "refuse": Both("在「全部拒绝」一轮中", "in the run that refuses everything"),
    "agree": Both("", ""),
    "return": Both("在「拒绝后再来」一轮中", "in the run that refuses and comes back"),
    "withdraw": Both("在「同意后撤回」一轮中", "in the run that agrees and withdraws"),
    "update": Both("在「指引变更」一轮中", "in the run with changed guidelines"),
}


def of(recording: Recording, item: Numbered) -> tuple[Leak, ...]:
    """At most twelve exchanges of a finding; one per exchange, kind and spelling, with all their values marked."""
    values = {one.id: one.value for one in identity.planted(recording.events)}
    groups: dict[tuple[int, str, str], list[Hit]] = {}
    for hit in item.finding.evidence.hits:
        if hit.flow in recording.by_seq:
            groups.setdefault((hit.flow, hit.kind, hit.spelling), []).append(hit)
    return tuple(_leak(recording, hits, values) for hits in list(groups.values())[:MOST])


def _leak(recording: Recording, hits: Sequence[Hit], values: Mapping[str, str]) -> Leak:
    first, event = hits[0], recording.by_seq[hits[0].flow]
    found = [value for value in dict.fromkeys(values.get(hit.planted, "") for hit in hits) if value]
    host = first.host or str(event.data.get("host", ""))
    inside = next((hit for hit in hits if hit.place != "url"), None)
    return Leak(
        seq=first.flow,
        method=str(event.data.get("method", "")),
        url=_url(str(event.data.get("url", "")), *found),
        host=host,
        owner=parties.owner(recording, host),
        kind=parties.kind(first.kind),
        spelling=spelling(first.spelling),
        where=" · ".join(dict.fromkeys(hit.path or hit.place for hit in hits)),
        pieces=marked(inside.excerpt, *found) if inside is not None else (),
        call=_cause(recording, event),
        moment=_RUN_MOMENT.get(event.run, Both("", "")),
    )


def spelling(name: str) -> Both:
    """``md5-hex`` and the like in words; unknown spellings keep their name."""
    if not name or name == "plain":
        return words.SPELLING["plain"]
    return words.SPELLING.get(name.split("-")[0].split(" ")[0]) or Both(name, name)


def marked(excerpt: str, *values: str) -> tuple[Piece, ...]:
    """The excerpt cut into pieces with every spelling of the values marked.

    The search puts ``⟦ ⟧`` around its match; the target may write such marks itself, so the pair that
    holds a known spelling is taken, and only when none does, the first.
    """
    known = _known(*values)
    pairs = list(_PAIR.finditer(excerpt))
    pair = next((one for one in pairs if one[1] in known), pairs[0] if pairs else None)
    if pair is None:
        return _cut(excerpt[:_EXCERPT], _spans(excerpt[:_EXCERPT], known))
    text = excerpt[: pair.start()] + pair[1] + excerpt[pair.end() :]
    return _cut(text, [(pair.start(), pair.start() + len(pair[1])), *_spans(text, known)])


def _url(url: str, *values: str) -> tuple[Piece, ...]:
    text = url[:_EXCERPT]
    return _cut(text, _spans(text, _known(*values)))


def _cut(text: str, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for start, end in _joined(sorted(spans)):
        pieces += [Piece(plain.visible(text[at:start]))] if start > at else []
        pieces.append(Piece(plain.visible(text[start:end]), marked=True))
        at = end
    return tuple([*pieces, Piece(plain.visible(text[at:]))] if at < len(text) else pieces)


def _known(*values: str) -> set[str]:
    found = set()
    for needle in (needle for value in values if value for needle in spellings.needles(value)):
        try:
            found.add(needle.decode("utf-8"))
        except UnicodeDecodeError:
            continue
    return found


def _spans(text: str, known: set[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for word in known:
        at = text.find(word)
        while at >= 0:
            spans.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return spans


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _cause(recording: Recording, flow: Event) -> str:
    """``wx.request utils/track.js:42``, or nothing when the exchange is tied to no call."""
    call = moments.call_of(recording, flow)
    if call is None:
        return ""
    api, file = str(call.data.get("api", "")), call.data.get("file", "")
    return f"{api} {file}:{call.data.get('line', 0)}" if file else api
