"""The values that are looked for in what leaves: planted, known by their shape, taught by a server, made and stored."""

import re

from detectors.facts import halves
from detectors.facts.login_codes import login_codes
from detectors.facts.once import once
from recording import placeholders
from recording.event import Event
from recording.hit import Hit
from recording.identity import Planted, planted
from recording.learned import learned
from recording.observations import StorageData
from recording.recording import Recording
from recording.search import Searcher

_LONG_ENOUGH = 16
_MOMENT_AND_CHANCE = re.compile(r"1\d{12}[-_.]\d{5,12}(?:[-_.][0-9a-z]+)*", re.IGNORECASE)
_IDENTIFIER_KEY = re.compile(
    r"(?:^|[^a-z])(?:u?uid|guid|did|udid|(?:device|client|visitor|distinct|anonymous|install|machine)[_-]?id)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[0-9A-Za-z_-]{10,64}")


@once
def by_id(recording: Recording) -> dict[str, Planted]:
    """Everything that is looked for: planted, learned and stored values."""
    return {value.id: value for value in _values(recording)}


@once
def searcher(recording: Recording) -> Searcher:
    """The search for all of them."""
    return Searcher(by_id(recording).values(), _salts(recording))


def in_flow(recording: Recording, flow: Event) -> list[Hit]:
    """All of them in what a request sent."""
    return halves.weighed(searcher(recording).flow(recording, flow), _other_halves(recording))


def in_text(recording: Recording, text: str, path: str) -> list[Hit]:
    """All of them in a text that is no flow: an argument of a call, a stored value, a line of the console or a page."""
    return halves.weighed(searcher(recording).text(text, path), _other_halves(recording))


@once
def _other_halves(recording: Recording) -> dict[str, str]:
    return halves.other_halves(by_id(recording).values())


def _salts(recording: Recording) -> list[str]:
    openids = [v.value for v in planted(recording.of("note")) if v.field == "openid"]
    return [recording.profile.target.appid, *openids]


def _values(recording: Recording) -> tuple[Planted, ...]:
    """What was planted or known by its shape alone, what a server's answer named, and lasting identifiers the program
    made itself and stored."""
    given = (*planted(recording.of("note")), *login_codes(recording))
    known = {value.value for value in given}
    taught = [value for value in learned(recording) if value.value not in known]
    return (*given, *taught, *_stored_identifiers(recording, known | {value.value for value in taught}))


def _stored_identifiers(recording: Recording, given: set[str]) -> list[Planted]:
    found: dict[str, Planted] = {}
    for event in recording.of("storage"):
        data = recording.data(event, StorageData)
        text = data.value.strip().strip('"')
        lasting = _like_identifier(text) or _named_identifier(data.key, text) or placeholders.disguised(text)
        if data.op == "set" and text not in given and lasting:
            name = f"stored.{event.seq}"
            found.setdefault(text, Planted(id=name, kind="install_id", field=data.key, value=text, interface="storage"))
    return list(found.values())


def _like_identifier(text: str) -> bool:
    """A uuid or a hexadecimal or mixed token of 16 to 64 characters."""
    plain = text.replace("-", "").replace("_", "")
    if not _LONG_ENOUGH <= len(plain) <= 64 or not plain.isascii() or not plain.isalnum():
        return False
    return any(c.isdigit() for c in plain) and any(c.isalpha() for c in plain)


def _named_identifier(key: str, text: str) -> bool:
    """A moment with a random number behind it, as analytics make them; or a shorter token whose key says what it is."""
    if _MOMENT_AND_CHANCE.fullmatch(text):
        return True
    return bool(_IDENTIFIER_KEY.search(key)) and bool(_TOKEN.fullmatch(text)) and any(c.isdigit() for c in text)
