"""One row for each kind of personal data: declared, named in the code, called for, sent. For checks and reports."""

from dataclasses import dataclass

from detectors.facts import declarations, interfaces, kinds, references, transmissions, uses
from detectors.facts.declarations import Span
from detectors.facts.once import once
from detectors.facts.references import Place
from detectors.facts.transmissions import Transmission
from detectors.facts.uses import Use
from recording.recording import Recording


@dataclass(frozen=True)
class Row:
    """``declared`` None: nowhere. ``referenced`` empty also when the code could not be read."""

    kind: str
    keys: tuple[str, ...]
    declared: Span | None
    referenced: tuple[Place, ...]
    called: tuple[Use, ...]
    sent: tuple[Transmission, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """Hosts that got it, each once."""
        return tuple(dict.fromkeys(t.recipient.host for t in self.sent))


@once
def kind_table(recording: Recording) -> tuple[Row, ...]:
    """Every kind that is declared, named, called for or sent; in the order of the table of kinds."""
    declared = declarations.declarations(recording)
    code = references.references(recording)
    named = _named(code.interfaces if code is not None else ())
    called: dict[str, list[Use]] = {}
    for use in uses.uses(recording):
        called.setdefault(use.kind, []).append(use)
    sent: dict[str, list[Transmission]] = {}
    for one in transmissions.transmissions(recording):
        if one.proof and kinds.personal(one.kind):
            sent.setdefault(one.kind, []).append(one)
    keys = _keys()
    every = dict.fromkeys([*kinds.kinds(), *keys, *called])
    rows = []
    for kind in every:
        span = declared.kind(kind) or _by_key(declared, keys.get(kind, ()))
        own = (named.get(kind, ()), called.get(kind, ()), sent.get(kind, ()))
        if span is not None or any(own):
            rows.append(Row(kind, keys.get(kind, ()), span, tuple(own[0]), tuple(own[1]), tuple(own[2])))
    return tuple(rows)


def _named(places: tuple[Place, ...]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        row = interfaces.gated(place.name)
        if row is not None:
            found.setdefault(row[0], []).append(place)
    return found


def _keys() -> dict[str, tuple[str, ...]]:
    """Kind -> guidelines keys, of the table of kinds and of the platform's own table of interfaces."""
    found = {name: row.keys for name, row in kinds.kinds().items()}
    for kind, key in interfaces.keyed():
        if key not in found.get(kind, ()):
            found[kind] = (*found.get(kind, ()), key)
    return found


def _by_key(declared: declarations.Declarations, keys: tuple[str, ...]) -> Span | None:
    key = next((k for k in keys if declared.keys is not None and k in declared.keys), "")
    return Span("guidelines", 0, key) if key else None
