"""Which pictures a finding shows: the two that tell it large, the rest small."""

from dataclasses import replace

from pydantic import ValidationError

from detectors.verdict import Evidence
from recording.event import Event
from recording.observations import ScreenData
from recording.recording import Recording
from reports.html import telling
from reports.html.view import Both, Shot

MOST = 14
_SIDES = (Both("前", "Before"), Both("后", "After"))


def chosen(recording: Recording, evidence: Evidence) -> tuple[int, ...]:
    """Event numbers of the pictures, those with a box never left out. Evidence without pictures is shown with
    the screens around its first event, for orientation."""
    screens = evidence.screens or _around(recording, evidence)
    boxed = {box.screen for box in evidence.boxes} | {seq for _, seq in answers(recording, evidence)}
    rest = [seq for seq in screens if seq not in boxed]
    keep = boxed | set(rest[: max(0, MOST - len(boxed))])
    return tuple(sorted(keep))


def answers(recording: Recording, evidence: Evidence) -> tuple[tuple[Event, int], ...]:
    """The inspector's answers among the events, each with the picture taken just before it."""
    found = []
    for number in evidence.events:
        event = recording.by_seq.get(number)
        if event is None or event.kind != "action":
            continue
        purpose, screen = str(event.data.get("purpose", "")), event.data.get("screen")
        if purpose.startswith(("answer:", "dismiss:")) and isinstance(screen, int) and screen in recording.by_seq:
            found.append((event, screen))
    return tuple(found)


def _around(recording: Recording, evidence: Evidence) -> tuple[int, ...]:
    at = evidence.call.seq if evidence.call is not None else min((*evidence.flows, *evidence.events), default=0)
    event = recording.by_seq.get(at)
    if event is None:
        return ()
    near = (recording.screen_before(at, event.run), recording.screen_after(at, event.run))
    return tuple(screen.seq for screen in near if screen is not None)


def of(recording: Recording, evidence: Evidence, base: str) -> tuple[tuple[Shot, ...], tuple[Shot, ...]]:
    """The large pair (before, after) and the others. ``base`` leads from the report to ``original/``."""
    events = [recording.by_seq[seq] for seq in chosen(recording, evidence) if seq in recording.by_seq]
    screens = [(event, screen) for event in events if (screen := _screen(recording, event)) is not None]
    if not screens:
        return (), ()
    boxed = {box.screen for box in evidence.boxes} or {seq for _, seq in answers(recording, evidence)}
    first = next((i for i, (event, _) in enumerate(screens) if event.seq in boxed), 0)
    pair = [first]
    look = screens[first][1].pixels_sha256
    later = [i for i in range(first + 1, len(screens)) if screens[i][0].run == screens[first][0].run]
    second = next((i for i in later if screens[i][1].pixels_sha256 != look), later[0] if later else None)
    if second is None and first > 0:
        pair = [first - 1, first]
    elif second is not None:
        pair.append(second)
    made = [_shot(recording, event, screen, base, event.seq in boxed) for event, screen in screens]
    if len(pair) == 2 and screens[pair[0]][1].pixels_sha256 != screens[pair[1]][1].pixels_sha256:
        for place, side in zip(pair, _SIDES, strict=True):
            made[place] = replace(made[place], side=side)
    return tuple(made[i] for i in pair), tuple(shot for i, shot in enumerate(made) if i not in pair)


def annotated_name(seq: int) -> str:
    """Relative to ``derived/``."""
    return f"screens/{seq:06d}.annotated.png"


def _screen(recording: Recording, event: Event) -> ScreenData | None:
    try:
        return recording.screen(event) if event.kind == "screen" else None
    except ValidationError:
        return None


def _shot(recording: Recording, event: Event, screen: ScreenData, base: str, boxed: bool) -> Shot:
    return Shot(
        seq=event.seq,
        picture=annotated_name(event.seq),
        original=f"{base}/{screen.png}",
        caption=_caption(recording, event),
        page=event.page,
        sha256=screen.sha256,
        width=screen.width,
        height=screen.height,
        boxed=boxed,
    )


def _caption(recording: Recording, event: Event) -> Both:
    """What had just been done when the picture was taken."""
    last = recording.action_before(event.seq, event.run)
    if last is None:
        return Both("开始", "At the start")
    told = telling.action(last)
    if last.data.get("type") == "launch":
        start = next((n for n in reversed(recording.notes("start", event.run)) if n.seq < last.seq), None)
        number = start.data.get("number") if start is not None else None
        if isinstance(number, int):
            return Both(f"第 {number} 次冷启动之后", f"Cold start {number}")
    return Both(f"{told.zh}之后", f"Following: {told.en}")
