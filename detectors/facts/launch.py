"""Is the way in blocked? The launch of every cold start, set against every way out that was tried.

Oracle of PHN-01 and PHN-09: in two of two cold starts the surface stands before any content, and no
way out of at most two actions reaches content.
"""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import alternatives, phrases, sights, starts
from detectors.facts.asking_cards import page_goes_on
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from detectors.facts.walls import Attempt, Wall, walls
from detectors.verdict import Box, Evidence, Text
from recording.recording import Recording
from recording.sight import words
from recording.sight.controls import PHONE_TYPES, PROFILE_TYPES, Control
from recording.sight.surfaces import Surface, input_kind

State = Literal["open", "blocked", "internal", "not-shown", "once", "disagree", "ways-missing", "ways-unjudged", "told"]
NEEDED = 2
"""Cold starts that must agree."""
_SHOWN = 8
"""Pictures of one finding; more would not be looked at."""


@dataclass(frozen=True)
class Launch:
    """The way in, for some kinds of demand."""

    state: State
    walled: tuple[ColdStart, ...]
    """Cold starts in which a demand of these kinds stood before any content."""
    open: tuple[ColdStart, ...]
    """Cold starts that reached content without giving anything."""
    walls: tuple[Wall, ...]
    missing: tuple[str, ...] = ()
    """Ways out that were there and not tried."""

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        return tuple(a for wall in self.walls for a in wall.attempts)


def launch(recording: Recording, kinds: frozenset[str], without: frozenset[str] = frozenset()) -> Launch:
    """Assess the way in for demands of ``kinds``, leaving aside screens that also want one of ``without``."""
    every = starts.entries(recording)
    walled = tuple(s for s in every if _demands(s, kinds, without))
    free = tuple(s for s in every if s.shown is not None)
    own = tuple(w for w in walls(recording) if w.trigger == "launch" and _concerns(recording, w, kinds, without))
    missing = tuple(sorted(_untried(own) | _unknown(recording, walled, kinds, without)))
    state = _state(walled, free, own, missing)
    return Launch(state, walled, free, own, missing)


def _demands(start: ColdStart, kinds: frozenset[str], without: frozenset[str]) -> list[Sight]:
    if start.demands and start.demands[0].wants & without:
        return []
    return [s for s in start.demands if s.wants & kinds]


def _concerns(recording: Recording, wall: Wall, kinds: frozenset[str], without: frozenset[str]) -> bool:
    """Whether a wall, or what stood behind it in a chain, demands one of the kinds."""
    if wall.wants & without:
        return False
    behind = (sights.sight(recording, n) for a in wall.attempts for n in a.screens)
    return bool(wall.wants & kinds) or any(s is not None and s.wants & kinds for s in behind)


def _state(
    walled: tuple[ColdStart, ...],
    free: tuple[ColdStart, ...],
    own: tuple[Wall, ...],
    missing: tuple[str, ...],
) -> State:
    if any(_internal(s) for start in walled for s in start.demands):
        return "internal"
    if not walled:
        if len(free) >= NEEDED:
            return "open"
        return "once" if free else "not-shown"
    through = [s for s in walled if s.shown is not None]
    if through or any(w.past() for w in own):
        return "open" if len(free) >= NEEDED else "once"
    if free or any(not w.agreed for w in own):
        return "disagree"
    if len(walled) < NEEDED:
        return "once"
    attempts = [a for w in own for a in w.attempts]
    if not attempts or missing:
        return "ways-missing"
    if any(a.led == "unjudged" for a in attempts):
        return "ways-unjudged"
    return "told" if all(any(d.informs or page_goes_on(d) for d in s.demands) for s in walled) else "blocked"


def internal(recording: Recording) -> bool:
    """Whether a launch screen says that the program is for an internal audience."""
    return any(_internal(s) for start in starts.entries(recording) for s in start.opening[:2])


def _internal(sight: Sight) -> bool:
    """An audience of its own staff or members, said on the screen, with an account to prove it (WX22 4)."""
    text = " ".join(node.text for node in sight.tree.nodes if node.text)
    fields = [c for c in sight.controls if c.role == "input"]
    account = any(input_kind(c.node) == "login" or words.mentions(c.text, "account_name", "password") for c in fields)
    named = words.mentions(text, "audience") or any(phrases.matching(n.text, "audience") for n in sight.tree.nodes)
    return account and named


def _untried(own: tuple[Wall, ...]) -> set[str]:
    """Ways out that the surfaces themselves offer, and the system's back, as far as nobody tried them."""
    offered = {"back"} if own else set()
    for wall in own:
        controls = wall.sight.controls if wall.sight is not None else []
        offered |= {str(c.role) for c in controls if c.role in ("refuse", "close")}
    return offered - {way for wall in own for way in wall.tried}


def _unknown(
    recording: Recording, walled: tuple[ColdStart, ...], kinds: frozenset[str], without: frozenset[str]
) -> set[str]:
    """Words of a button on a demand that nobody pressed and that may be the way past it ("手动选择城市"); what sends
    the demand's own fields is none."""
    standing = [s for start in walled for s in _demands(start, kinds, without)]
    asking = [surface for s in standing if s.tree.source == "dom" for surface in s.blocking]
    own = [c for a in asking if not a.having("input") for c in a.controls if not words.mentions(c.text, "vague")]
    return {c.text.strip() for c in alternatives.left(recording, {s.seq for s in standing}, own)}


def evidence(recording: Recording, found: Launch, kinds: frozenset[str]) -> Evidence:
    """Launch picture and surface of two cold starts, then each way out with what it led to."""
    demands = [_demands(s, kinds, frozenset())[0] for s in found.walled[:NEEDED]]
    screens = [s.seq for s in demands]
    events = [s.first for s in found.walled[:NEEDED]]
    for attempt in found.attempts:
        events += attempt.actions
        screens += attempt.screens[-1:]
    shown = [n for n in dict.fromkeys(screens) if _shows_something(recording, n)]
    boxes = tuple(box for sight in demands for box in _boxes(sight, kinds))
    return Evidence(
        run=demands[0].run if demands else "",
        page=demands[0].page if demands else "",
        events=tuple(dict.fromkeys(n for n in events if n in recording.by_seq)),
        screens=tuple(shown[:_SHOWN]),
        boxes=boxes,
    )


def _shows_something(recording: Recording, number: int) -> bool:
    event = recording.by_seq.get(number)
    return event is not None and event.kind == "screen" and not event.data.get("blank")


_LABELS: dict[str, Text] = {
    "phone": Text(zh="手机号", en="the phone number"),
    "login": Text(zh="登录", en="a login"),
    "profile": Text(zh="头像昵称", en="nickname and avatar"),
    "location": Text(zh="位置", en="the location"),
}


def label(kinds: frozenset[str]) -> Text:
    """What a surface of these kinds demands, in words."""
    own = [_LABELS[k] for k in sorted(kinds) if k in _LABELS]
    return Text(zh=f"要求{'、'.join(t.zh for t in own)}", en=f"demands {', '.join(t.en for t in own)}")


def _boxes(sight: Sight, kinds: frozenset[str]) -> list[Box]:
    found = []
    for surface in sight.blocking:
        if surface.wants & kinds:
            control = asking_control(surface)
            rect = control.rect if control is not None else surface.rect
            found.append(Box(screen=sight.seq, rect=rect, label=label(surface.wants & kinds)))
    return found


def asking_control(surface: Surface) -> Control | None:
    """The element that asks: a button by its type before fields and words."""
    typed = [c for c in surface.controls if c.open_types & (PHONE_TYPES | PROFILE_TYPES)]
    fields = [c for c in surface.controls if c.role == "input" and input_kind(c.node) is not None]
    said = [c for c in surface.controls if c.role == "grant" or words.mentions(c.text, "login")]
    return next(iter([*typed, *fields, *said]), None)


def described(attempts: tuple[Attempt, ...]) -> Text:
    """The ways out tried and where each led, as one sentence part."""
    zh = {
        "content": "看到内容",
        "surface": "仍是索取界面",
        "blank": "空白页",
        "exit": "退出小程序",
        "gate": "回到没有内容的上一画面",
        "unjudged": "无法判断",
    }
    en = {
        "content": "content",
        "surface": "the demand again",
        "blank": "a blank page",
        "exit": "exit",
        "gate": "the screen before, which shows nothing",
        "unjudged": "?",
    }
    names = {
        "refuse": "拒绝",
        "close": "关闭",
        "back": "返回",
        "outside": "点击空白处",
        "tab": "切换标签",
        "home": "回首页",
        "sheet": "点击后在平台窗口中",
    }
    seen = dict.fromkeys((a.way, a.led) for a in attempts)
    asked = "the platform's window"
    return Text(
        zh="；".join(f"{'→'.join(names.get(w, w) for w in way.split('>'))}：{zh[led]}" for way, led in seen),
        en="; ".join(f"{way.replace('sheet', asked).replace('>', ' then ')}: {en[led]}" for way, led in seen),
    )
