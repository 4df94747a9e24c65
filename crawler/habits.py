"""What a user does in this program that makes it ask or take something: learnt from earlier runs of the inspection.

A later run does the same again by the same path (``return``, ``withdraw``, ``update``), as errands do for one scope.
"""

from crawler.answers import Answers
from crawler.choosing import gives_consent
from crawler.habit import Habit
from crawler.hand import Hand
from crawler.host.native.interfaces import gated_kinds, watched_kind
from recording.event import Event
from recording.recording import Recording
from recording.sight.controls import Control

RUNS = ("agree", "refuse", "untouched")
"""Whose doings are learnt, the richest first."""
MOST = 8
SCROLLS = 5
"""How far down a page what was pressed is looked for."""
_ASIDE = ("answer:", "dismiss:", "policy", "idle", "hidden", "settle", "withdraw", "own-ways")
_ANSWERED = "privacy.answer"
_ASKED = frozenset({"privacy.need", _ANSWERED, "scope.shown", "phone.sheet_shown"})


def habits(recording: Recording) -> tuple[Habit, ...]:
    """One for each interface on a page, in the order they were come by; at most ``MOST``."""
    found: dict[tuple[str, str], Habit] = {}
    for run in RUNS:
        for event in _moments(recording, run):
            habit = _habit(recording, event)
            if habit is not None:
                found.setdefault((habit.page, str(event.data.get("interface") or event.data.get("api"))), habit)
    return tuple(dict.fromkeys(found.values()))[:MOST]


def kinds_used(recording: Recording) -> tuple[str, ...]:
    """Kinds of data that the program asked for, once for each time: by guarded interfaces, and by those that answer
    without a question of the platform."""
    asked = [e for e in recording.of("consent") if e.data.get("name") in _ASKED and e.data.get("name") != _ANSWERED]
    called = [str(e.data.get("api", "")) for e in recording.of("call") if e.data.get("phase") == "begin"]
    return (
        *(kind for e in asked for kind in str(e.data.get("data_kind") or "").split(",") if kind),
        *(kind for api in called if not gated_kinds(api) and (kind := watched_kind(api))),
    )


async def follow(hand: Hand, answers: Answers, habit: Habit) -> bool:
    """Go to the page and press; False when the page or what was pressed is not there (any more)."""
    opened = (hand.view.page != habit.page or _buried(hand)) and await _open(hand, answers, habit)
    if hand.view.page != habit.page or hand.view.tree.exited:
        return False
    if not habit.text:
        return True
    control = await _sought(hand, habit.text)
    if control is None and not opened and await _open(hand, answers, habit):
        # It may stand above of where the page had been scrolled to.
        control = await _sought(hand, habit.text)
    if not await _press(hand, control):
        return False
    if habit.then:
        await _press(hand, _named(hand, habit.then))
    await answers.settle()
    return True


async def _open(hand: Hand, answers: Answers, habit: Habit) -> bool:
    if not hand.can("open"):
        return False
    await hand.open(habit.page, habit.query)
    await answers.settle()
    return hand.view.page == habit.page


async def _press(hand: Hand, control: Control | None) -> bool:
    if control is None or (hand.plan.answer != "agree" and gives_consent(control)):
        return False
    await hand.press(control)
    return True


async def _sought(hand: Hand, text: str) -> Control | None:
    """The control in sight, or further down the page."""
    page = hand.view.page
    for _ in range(SCROLLS):
        found, tree = _named(hand, text), hand.view.tree
        if found is not None or tree.below <= 0 or not hand.can("scroll") or hand.view.page != page:
            return found
        await hand.scroll(tree.viewport[1] * 0.7)
    return _named(hand, text)


def _named(hand: Hand, text: str) -> Control | None:
    return next((c for c in hand.view.controls if c.text == text and not c.node.dialog), None)


def cause(recording: Recording, event: Event) -> Event | None:
    """What the inspector last did of its own accord before an event."""
    before = [a for a in recording.of("action", event.run) if a.seq < event.seq]
    return next((a for a in reversed(before) if not str(a.data.get("purpose", "")).startswith(_ASIDE)), None)


def _buried(hand: Hand) -> bool:
    """Something of the platform that was not answered lies over the page."""
    return any(c.node.dialog for c in hand.view.controls)


def _moments(recording: Recording, run: str) -> list[Event]:
    """Questions of the platform, and calls that handed something out."""
    asked = [e for e in recording.of("consent", run) if e.data.get("name") in _ASKED]
    gave = [e for e in recording.of("call", run) if e.data.get("phase") == "end" and e.data.get("planted")]
    return sorted([*asked, *gave], key=lambda e: e.seq)


def _habit(recording: Recording, event: Event) -> Habit | None:
    action = cause(recording, event)
    if action is None or not event.page:
        return None
    button = _button(recording, event)
    if action.data.get("type") == "tap" and action.page == event.page:
        text = _text(action)
        then = button if button != text else ""
        return Habit(event.page, text, _query(recording, action), then) if text else None
    if action.data.get("type") in ("tap", "open"):
        # The page asks by itself when it is come to, or a button that stands on it was pressed for an answer.
        return Habit(event.page, button, _query(recording, event))
    return None


def _button(recording: Recording, event: Event) -> str:
    """The program's own button that brought up the platform's question, also where pressing it was an answer."""
    if not str(event.data.get("interface") or "").startswith("button."):
        return ""
    taps = (a for a in recording.of("action", event.run) if a.seq < event.seq and a.data.get("type") == "tap")
    last = max(taps, key=lambda a: a.seq, default=None)
    if last is None or last.page != event.page or not (last.data.get("target") or {}).get("open_type"):
        return ""
    return _text(last)


def _text(action: Event) -> str:
    return str((action.data.get("target") or {}).get("text") or "")


def _query(recording: Recording, event: Event) -> str:
    """The query the page was opened with, by the first picture of it around the event."""
    for screen in (recording.screen_before(event.seq, event.run), recording.screen_after(event.seq, event.run)):
        tree = recording.tree(screen) if screen is not None else None
        if tree is not None and tree.page == event.page:
            return tree.query
    return ""
