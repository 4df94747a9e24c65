"""The text behind a policy note: what the walk wrote down, or the web page's own document where there was one."""

from dataclasses import dataclass

from detectors.facts import sights
from detectors.facts.once import once
from detectors.facts.policy.web_pages import web_page
from detectors.facts.policy.wrapped import unwrapped
from recording.event import Event
from recording.observations import Rect
from recording.recording import Recording

_SCREENS = 40
"""The walk scrolls this often at most; a text that took all of it may go on."""


@dataclass(frozen=True)
class KeptText:
    """``path`` is under ``original/``. ``readable``: long enough to be read as a policy. ``whole``: what is not in it
    is really not there."""

    path: str
    text: str
    readable: bool
    whole: bool
    flow: int | None = None
    """The event of the document, for a web page."""


def kept_text(recording: Recording, note: Event) -> KeptText | None:
    """None where nothing was kept, or what was kept is missing from the recording."""
    return _every(recording)[note.seq]


def own_notes(recording: Recording) -> list[Event]:
    """Notes of links to the program's own texts, read or not; plain words that answered nothing are no link."""
    own = (n for n in recording.notes("policy") if n.data.get("source") != "contract")
    return [note for note in own if note.data.get("path") or not _mere_words(recording, note)]


def _mere_words(recording: Recording, note: Event) -> bool:
    """What the walk pressed on a phone to see whether it answers: no control on the picture, and nothing came of it."""
    pressed = [a for a in recording.of("action", note.run) if a.seq < note.seq and a.data.get("type") == "tap"]
    if recording.environment.get("driver") != "android" or not pressed:
        return False
    before, after = sights.before(recording, pressed[-1]), sights.after(recording, pressed[-1].seq)
    if before is None or after is None or sights.aimed_at(recording, pressed[-1]) is not None:
        return False
    return (before.page, before.text) == (after.page, after.text) and not after.tree.exited


@once
def own_texts(recording: Recording) -> tuple[tuple[Event, KeptText], ...]:
    """Notes and texts of the program's own policies that can be read; the platform's contract page shows the
    guidelines, which the profile has."""
    found = ((note, kept_text(recording, note)) for note in own_notes(recording))
    return tuple((note, kept) for note, kept in found if kept is not None and kept.readable)


@once
def _every(recording: Recording) -> dict[int, KeptText | None]:
    return {note.seq: _read(recording, note) for note in recording.notes("policy")}


def _read(recording: Recording, note: Event) -> KeptText | None:
    web = web_page(recording, note)
    if web is not None:
        return KeptText(f"blobs/{recording.flow(web.flow).response_body}", web.text, True, web.whole, web.flow.seq)
    path = str(note.data.get("path", ""))
    if not path:
        return None
    try:
        text = recording.file(path).decode("utf-8", "replace")
    except OSError:
        recording.damage.append(f"{path} is missing; the policy counts as not read")
        return None
    if recording.environment.get("driver") == "android":
        text = unwrapped(text, _places(recording, note))
    readable = bool(note.data.get("readable"))
    whole = readable and note.data.get("source") == "page" and len(note.data.get("screens", ())) <= _SCREENS
    return KeptText(path, text, readable, whole)


def _places(recording: Recording, note: Event) -> dict[str, Rect]:
    """Where the lines of a text stood on the pictures it was read from."""
    pictures = (sights.sight(recording, seq) for seq in note.data.get("screens", ()))
    found: dict[str, Rect] = {}
    for node in (n for s in pictures if s is not None for n in s.tree.nodes if n.text and n.surface == "app"):
        found.setdefault(node.text, node.rect)
    return found
