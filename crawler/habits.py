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

RUNS = ("agree", "refuse", "untouched")
"""Whose doings are learnt, the richest first."""
MOST = 8
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
    if (hand.view.page != habit.page or _buried(hand)) and hand.can("open"):
        await hand.open(habit.page, habit.query)
        await answers.settle()
    if hand.view.page != habit.page or hand.view.tree.exited:
        return False
    if habit.text:
        control = next((c for c in hand.view.controls if c.text == habit.text and not c.node.dialog), None)
        if control is None or (hand.plan.answer != "agree" and gives_consent(control)):
            return False
        await hand.press(control)
        await answers.settle()
    return True


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
    if action.data.get("type") == "tap" and action.page == event.page:
        text = str((action.data.get("target") or {}).get("text") or "")
        return Habit(event.page, text, _query(recording, action)) if text else None
    if action.data.get("type") in ("tap", "open"):
        # The page asks by itself when it is come to.
        return Habit(event.page, "", _query(recording, event))
    return None


def _query(recording: Recording, event: Event) -> str:
    """The query the page was opened with, by the first picture of it around the event."""
    for screen in (recording.screen_before(event.seq, event.run), recording.screen_after(event.seq, event.run)):
        tree = recording.tree(screen) if screen is not None else None
        if tree is not None and tree.page == event.page:
            return tree.query
    return ""
