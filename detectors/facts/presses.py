"""Presses of a user who granted nothing: what each was for, and where it led."""

import re
from dataclasses import dataclass
from typing import Literal

from detectors.facts import consents, function_forms, sights, starts
from detectors.facts.once import once
from detectors.facts.sights import Sight
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording
from recording.sight import words
from recording.sight.content import CHARACTERS
from recording.sight.controls import PHONE_TYPES, Control, neutral_phone_button

Goal = Literal["browse", "transact", "account", "unsure"]
_OWN_PAPER = re.compile(r"[证卡码]$")
"""A tab named for a paper in the user's own name (借阅证, 会员卡, 乘车码): to be issued one is hardly browsing."""
_SENTENCE = re.compile(r"[。！？；!?;\n]")
_MAKES = re.compile(
    r"^\W*(?:建立|创建|新建|新增|添加|填写|完善|办理|申办|申领)(?!\w*(?:指南|须知|流程|说明|条件|攻略|地点|点$))\w{1,8}\W*$"
)
"""A row that promises to make something of the user's own (建立宠物档案, 添加车辆) is hardly there to browse."""
SURE = 0.7
"""Certainty below which the class of a control decides nothing (the catalogue's words, PHN-02)."""


@dataclass(frozen=True)
class Press:
    """A tap on a screen that showed content, with the pictures before and after."""

    action: Event
    start: ColdStart
    control: Control
    goal: Goal
    before: Sight
    after: Sight

    @property
    def key(self) -> tuple[str, str, str]:
        """The same control in another cold start."""
        return (self.before.page, self.control.tag, words.normal(self.control.text)[:40])

    @property
    def demands_phone(self) -> bool:
        if "phone" not in self.after.wants or function_forms.serves(self.after):
            return False
        return not shows_requested(self.after)


def shows_requested(sight: Sight) -> bool:
    """A page that tells of something and ends in a demand shows what was asked for; a wall tells of itself."""
    asking = sight.blocking
    if any(s.form != "page" for s in asking):
        return False
    buttons = {n.id for s in asking for c in s.controls if _asks(c) for n in sight.tree.subtree(c.node)}
    texts = [n.text for s in asking for n in s.nodes if n.id not in buttons]
    # A paragraph on the service may end in a sentence on what the number is for.
    told = [part for text in texts for part in _SENTENCE.split(text) if sights.of_the_service(part)]
    return sum(len("".join(text.split())) for text in told) >= CHARACTERS


def _asks(control: Control) -> bool:
    return control.asks or control.role == "input"


@once
def presses(recording: Recording) -> tuple[Press, ...]:
    """All of them, in order, up to the first grant or agreement of each session."""
    found = []
    for start in starts.cold_starts(recording):
        given = [a.seq for a in consents.in_start(recording, start) if a.said == "agree"]
        end = min([*given, start.last + 1])
        own = (_press(recording, start, a) for a in start.actions if a.seq < end)
        found += [p for p in own if p is not None]
    return tuple(found)


def _press(recording: Recording, start: ColdStart, action: Event) -> Press | None:
    if action.data.get("type") != "tap" or action.data.get("purpose", "explore") not in ("explore", "confirm"):
        return None
    before, after = sights.before(recording, action), sights.after(recording, action.seq)
    control = sights.aimed_at(recording, action)
    if before is None or after is None or control is None or not before.shows_content:
        return None
    aim = goal(control)
    return Press(action, start, control, _by_target(before, after) if aim == "unsure" else aim, before, after)


def _by_target(before: Sight, after: Sight) -> Goal:
    """A press that opened another page of content, and none of accounts or orders by its path, was for browsing."""
    opened = after.shows_content and after.page != before.page
    return "browse" if opened and words.path_class(after.page) in ("", "browse") else "unsure"


def goal(control: Control) -> Goal:
    """By label, role and target. A phone button with a browsing label ("查看更多") is pressed to browse."""
    if control.open_types & PHONE_TYPES:
        return "browse" if neutral_phone_button(control) else "account"
    if control.role == "tab" and _OWN_PAPER.search(control.text.strip()):
        return "unsure"
    if control.role == "browse" and _MAKES.match(control.text.strip()):
        return "unsure"
    if control.role in ("browse", "tab") and control.certainty >= SURE:
        return "account" if words.says(control.text, "account", "login") else "browse"
    if control.role in ("transact", "account"):
        return "transact" if control.role == "transact" else "account"
    return "unsure"
