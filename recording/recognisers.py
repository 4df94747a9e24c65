"""Personal data known by its shape alone, where nothing was planted.

Source: the catalogue's part B.3 and B.4. A shape is never proof: ``strong`` fails a check only when seen twice,
``medium`` and ``weak`` never do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recording import labels, shape_pairs
from recording.decoding import Decoder, Leaf
from recording.event import Event
from recording.hit import Place, excerpt, printable
from recording.recording import Recording
from recording.shapes import STEPS, Shape, Strength, shapes

_BODY_LIMIT = 4 << 20
_LEAF_LIMIT = 200_000
_BEFORE = 12
"""Characters before a match that may name it: "卡号：6222…"."""


@dataclass(frozen=True)
class Recognised:
    """Something that looks like personal data."""

    rule: str
    """Id of the rule in the catalogue: ``R-PHONE``, ``R-RIC`` …"""
    kind: str
    strength: Strength
    place: Place
    path: str
    matched: str
    excerpt: str
    labelled: bool = False
    """The name of the value says the same."""


def in_flow(recording: Recording, event: Event) -> list[Recognised]:
    """What a request carries; the platform's own headers are not looked at."""
    flow = recording.flow(event)
    if flow.type == "frame" and not flow.from_client:
        return []
    decoder = Decoder()
    found = list(in_leaves(list(decoder.url(flow.url)), "url")) if flow.type != "frame" else []
    place: Place = "frame" if flow.type == "frame" else "body"
    leaves = _body(recording, decoder, flow.request_body, flow.request_headers, place)
    return found + list(in_leaves(leaves, place))


def in_text(text: str, path: str = "text") -> list[Recognised]:
    """The same in a text of another kind: a storage value, words on a screen."""
    leaves = list(Decoder().body(text.encode("utf-8", "replace"), path=path))
    return list(in_leaves(leaves, "text"))


def _body(
    recording: Recording, decoder: Decoder, blob: str, headers: Iterable[tuple[str, str]], place: Place
) -> list[Leaf]:
    try:
        body = recording.blob(blob, _BODY_LIMIT)
    except OSError:
        return []
    named = {name.lower(): value for name, value in headers}
    return list(decoder.body(body, named.get("content-type", ""), named.get("content-encoding", ""), path=place))


def in_leaves(leaves: list[Leaf], place: Place) -> Iterator[Recognised]:
    """Each shape in each value once. A body's parts are looked at, not the body as a whole again."""
    inner = [leaf for leaf in leaves if any(c in leaf.path for c in ".[>")] or leaves
    seen: set[tuple[str, str, str]] = set()
    for leaf in inner:
        if not 6 <= len(leaf.data) <= _LEAF_LIMIT:
            continue
        text = leaf.text
        if not _long_enough(text):
            continue
        for shape in _possible(text, leaf.key):
            for found in _matches(shape, leaf, text, place):
                if (found.rule, found.kind, found.matched) not in seen:
                    seen.add((found.rule, found.kind, found.matched))
                    yield found
    for rule, kind, strength, leaf in shape_pairs.pairs(inner):
        data = leaf.data[:200]
        yield Recognised(rule, kind, strength, place, leaf.path, printable(data), excerpt(data, 0, len(data)), True)


def _long_enough(text: str) -> bool:
    """The shortest of all are a permit, a plate, an address of the network and a mailbox."""
    if text.isascii() and len(text) < 11:
        return "@" in text or text.count(".") == 3 or (text[:1].isalpha() and text[-1:].isdigit() and len(text) > 7)
    return len(text) > 6


def _possible(text: str, key: str) -> Iterator[Shape]:
    digits = any(c.isdecimal() for c in text)
    squeezed = key.lower().replace("_", "").replace("-", "")
    for shape in shapes():
        if shape.key in squeezed and (any(c in text for c in shape.hint) if shape.hint else digits):
            yield shape


def _matches(shape: Shape, leaf: Leaf, text: str, place: Place) -> Iterator[Recognised]:
    by_key = shape.kind in labels.kinds_named(leaf.key)
    for match in shape.pattern.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        labelled = by_key or shape.kind in labels.kinds_named(before)
        if (shape.labelled and not labelled) or not shape.holds(match.group()):
            continue
        step = STEPS.index(shape.strength) + (labelled and not shape.labelled)
        data = text.encode("utf-8")
        start = len(text[: match.start()].encode("utf-8"))
        end = start + len(match.group().encode("utf-8"))
        yield Recognised(
            rule=shape.id,
            kind=shape.kind,
            strength=STEPS[min(step, len(STEPS) - 1)],
            place=place,
            path=leaf.path,
            matched=printable(data[start:end]),
            excerpt=excerpt(data, start, end),
            labelled=labelled,
        )
