"""Looking again at what a device showed: the trees of a recording made anew from its pictures, readings and dumps.

For cases that users hand over: the recogniser of today on the screens of then, without a device.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.drivers.android import front
from crawler.drivers.android.dimmed import told_by_words
from crawler.drivers.android.frame import Frame
from crawler.drivers.android.scene import Scene
from crawler.drivers.android.seen import tree_of
from crawler.drivers.android.shapes import shapes
from crawler.drivers.android.uitree import parse
from crawler.drivers.android.windows import Found, recognise
from recording.event import Event
from recording.recording import Recording
from recording.tree import Tree


@dataclass(frozen=True)
class Again:
    """One screen: what the recording holds of it and what is seen now."""

    screen: Event
    then: Tree
    now: Tree
    window: Found | None


def replay(recording: Recording) -> Iterator[Again]:
    """Every different screen that has its facts with it, in order."""
    for note in recording.notes("sight"):
        screen = recording.by_seq.get(int(note.data.get("screen") or 0))
        if screen is None:
            continue
        reading, then = recording.reading(screen), recording.tree(screen)
        if reading is None or then is None:
            continue
        shot = Frame(recording.file(str(screen.data["png"])), then.scale)
        where = str(note.data.get("focus") or "")
        found = told_by_words(shot, shapes(shot), reading.lines)
        window = recognise(reading.lines, found.panel, where)
        if window is not None and note.data.get("drawn"):
            window = Found(**{**window.__dict__, "drawn": note.data["drawn"]})
        dump = str(note.data.get("dump") or "")
        honest = note.data.get("trust") == "honest" and dump
        ui = parse(recording.file(f"blobs/{dump}").decode("utf-8", "replace"), then.scale) if honest else None
        scene = Scene(
            frame=shot,
            lines=reading.lines,
            shapes=found,
            window=window,
            ui=ui,
            page="" if then.page.startswith("~") else then.page,
            exited=bool(where) and not front.in_program(where),
        )
        yield Again(screen, then, tree_of(scene), window)
