"""Answers to notices and permission questions, each tied to the inspector's own action.

An answer without such an action is a contradiction: somebody forged it, and it never helps a pass.
"""

import re
from dataclasses import dataclass
from typing import Literal

from detectors.facts import consent_lines, sights, starts, triggers
from detectors.facts.once import once
from detectors.facts.starts import ColdStart
from recording.event import Event
from recording.recording import Recording
from recording.sight import toggles, words
from recording.sight.controls import Control
from recording.sight.surfaces import notice_popup

Said = Literal["agree", "refuse"]
_ANSWERS = {"privacy.answer": "notice", "scope.answer": "scope", "phone.answer": "phone"}
_WITHDRAWN = {"privacy.withdrawn": "notice", "scope.answer": "scope", "privacy.delete_requested": "deletion"}
_SENDS = re.compile(r"(?:提交|确认|立即|马上|发送|保存|下一步|完成)|(?:submit|send|confirm|next|save)\b", re.IGNORECASE)
_AGREES = "button.agreePrivacyAuthorization"
_SETTINGS = "settings"
"""Style of what the user changed in the platform's settings."""


@dataclass(frozen=True)
class Answer:
    """One answer. ``seq`` is the inspector's action, ``settled`` the event that recorded the answer."""

    seq: int
    run: str
    said: Said
    about: str
    """``notice``, ``scope`` or ``phone``; of a withdrawal also ``deletion``."""
    kind: str
    """Data kind of a scope or phone question; empty for a notice."""
    owner: str
    fence: int
    """Number of the fence in front of the action; 0 when there was none."""
    settled: int
    mono_ns: int
    virtual_ms: float
    """Of the action on the program's own clock; 0 when the target has none."""
    start: ColdStart | None


@once
def answers(recording: Recording) -> tuple[Answer, ...]:
    """All answers in the order of the actions; one action is one answer to a notice."""
    found = [*_recorded(recording), *_popups(recording), *_told(recording), *_ticks(recording)]
    unique: dict[tuple[int, str, str], Answer] = {}
    for answer in found:
        unique.setdefault((answer.seq, answer.about, answer.kind), answer)
    return tuple(sorted(unique.values(), key=lambda a: a.seq))


@once
def contradictions(recording: Recording) -> tuple[Event, ...]:
    """Consents nobody gave: answered without an action of the inspector, or noted as such by the host."""
    forged = [e for e in recording.of("consent") if e.data.get("name") in _ANSWERS and not e.data.get("action")]
    return (*forged, *recording.notes("contradiction"))


@once
def withdrawals(recording: Recording) -> tuple[Answer, ...]:
    """What was taken back in the platform's settings, after it had been given: ``about`` ``notice`` (the consent),
    ``scope``, or ``deletion`` (the operator was notified to delete what it has of the kind)."""
    found = []
    for event in recording.of("consent"):
        about = _WITHDRAWN.get(str(event.data.get("name")))
        action = recording.by_seq.get(event.data.get("action") or 0)
        if about is None or event.data.get("style") != _SETTINGS or event.data.get("answer") != "refuse":
            continue
        if action is not None and action.kind == "action":
            kind = str(event.data.get("data_kind", "")) if about != "notice" else ""
            found.append(_answer(recording, action, "refuse", about, kind, "platform", event.seq))
    return tuple(found)


def reconsidered(recording: Recording, answer: Answer) -> bool:
    """A refusal of what the same user had agreed to before: what was given then is another question."""
    earlier = (a for a in in_start(recording, answer.start) if a.seq < answer.seq and a.said == "agree")
    return answer.said == "refuse" and any((a.about, a.kind) == (answer.about, answer.kind) for a in earlier)


def in_start(recording: Recording, start: ColdStart | None) -> list[Answer]:
    return [a for a in answers(recording) if a.start is not None and a.start == start]


def consent_of(recording: Recording, start: ColdStart | None) -> Answer | None:
    """The consent moment of a session: the first agreement to a notice."""
    return next((a for a in in_start(recording, start) if a.about == "notice" and a.said == "agree"), None)


def _recorded(recording: Recording) -> list[Answer]:
    found = []
    for event in recording.of("consent"):
        about, said = _ANSWERS.get(str(event.data.get("name"))), event.data.get("answer")
        action = recording.by_seq.get(event.data.get("action") or 0)
        if about is None or action is None or action.kind != "action" or said not in ("agree", "refuse"):
            continue
        if event.data.get("style") == _SETTINGS and said == "refuse":
            continue  # a withdrawal: nothing was asked
        kind = str(event.data.get("data_kind", "")) if about != "notice" else ""
        owner = str(event.data.get("surface") or "platform")
        found.append(_answer(recording, action, said, about, kind, owner, event.seq))
        if about != "notice" and said == "agree" and event.data.get("style") == "coupled":
            found.append(_answer(recording, action, said, "notice", "", owner, event.seq))
    return found


def _answer(recording: Recording, action: Event, said: Said, about: str, kind: str, owner: str, settled: int) -> Answer:
    fences = [f for f in recording.notes("fence", action.run) if f.seq < action.seq]
    number = fences[-1].data.get("number", 0) if fences else 0
    return Answer(
        seq=action.seq,
        run=action.run,
        said=said,
        about=about,
        kind=kind,
        owner=owner,
        fence=number if isinstance(number, int) else 0,
        settled=settled,
        mono_ns=action.mono_ns,
        virtual_ms=float(action.data.get("virtual_ms") or 0),
        start=starts.start_of(recording, action),
    )


def _popups(recording: Recording) -> list[Answer]:
    """Answers pressed on a notice that the program drew itself, whether or not it told the platform."""
    found = []
    for action in recording.of("action"):
        if action.data.get("type") not in ("tap", "toggle"):
            continue
        said = _said_on_notice(recording, action)
        if said is not None:
            after = recording.screen_after(action.seq, action.run)
            settled = after.seq if after is not None else action.seq
            found.append(_answer(recording, action, said, "notice", "", "app", settled))
    return found


def _told(recording: Recording) -> list[Answer]:
    """Presses of the button that tells the platform of a consent: one wherever the button stands (catalogue, consent
    moment), also for a target whose platform says nothing of it."""
    found = []
    for call in recording.of("call"):
        if call.data.get("api") == _AGREES and call.data.get("phase", "begin") == "begin":
            led = triggers.trigger(recording, call)
            if led.how == "press" and led.action is not None:
                found.append(_answer(recording, led.action, "agree", "notice", "", "app", call.seq))
    return found


def _said_on_notice(recording: Recording, action: Event) -> Said | None:
    sight = sights.before(recording, action)
    target = action.data.get("target") or {}
    node = target.get("node")
    if sight is None or not isinstance(node, int):
        return None
    for surface in sight.surfaces:
        own = next((c for c in surface.controls if c.node.id == node), None)
        if own is not None and surface.owner == "app" and notice_popup(surface):
            return _said(own)
    return None


def _said(control: Control) -> Said | None:
    if control.role in ("agree", "grant"):
        return "agree"
    if control.role in ("refuse", "close"):
        return "refuse"
    return "agree" if control.role == "other" and words.mentions(control.text, "vague") else None


def _ticks(recording: Recording) -> list[Answer]:
    """A tick line that names the policy, ticked, and then the button it belongs to: to log in, to agree, to send. Who
    presses it beside a box that was ticked for them agrees as well; that it was is CON-02's matter."""
    found, ticked = [], dict[tuple[str, int], bool]()
    standing = {line.sight.seq for line in consent_lines.lines(recording) if line.state == "ticked"}
    for action in recording.of("action"):
        if action.data.get("type") not in ("tap", "toggle"):
            continue
        start = starts.start_of(recording, action)
        key = (action.run, start.number if start is not None else 0)
        target = action.data.get("target") or {}
        text, seen = _line_of(recording, action), sights.before(recording, action)
        if words.mentions(text, "notice", "read") and (
            target.get("role") == "toggle" or action.data.get("type") == "toggle"
        ):
            ticked[key] = True
        elif (ticked.get(key) or (seen is not None and seen.seq in standing)) and (
            action.data.get("purpose") in ("fill", "fill-empty") or _confirms(target) or _button(recording, action)
        ):
            found.append(_answer(recording, action, "agree", "notice", "", "app", action.seq))
            ticked[key] = False
    return found


def _confirms(target: dict[str, object]) -> bool:
    said = str(target.get("text", ""))
    sends = words.says(said, "transact") or target.get("role") == "transact" or _SENDS.match(said.strip()) is not None
    return sends or words.mentions(said, "login", "agree", "grant", "vague")


def _button(recording: Recording, action: Event) -> bool:
    """Whatever it says, a button of the page sends it; what only leads elsewhere is drawn as a line or a card."""
    control = sights.aimed_at(recording, action)
    return control is not None and control.tag == "button"


def _line_of(recording: Recording, action: Event) -> str:
    """The text of a tick line: its own, and for a box (whose own text is no more than its value) that around it."""
    target = action.data.get("target") or {}
    text, node = str(target.get("text", "")), target.get("node")
    sight = sights.before(recording, action)
    if sight is None or not isinstance(node, int) or node not in sight.tree.by_id:
        return text
    if text and sight.tree.by_id[node].tag not in toggles.TAGS:
        return text
    around = (sight.tree.text_of(a) for a in sight.tree.ancestors(sight.tree.by_id[node])[:2])
    return next((t for t in around if t.strip() not in ("", text) and len(t) < 80), text)
