"""What the operator holds of the user, as far as the inspection saw: an account, and data that was sent to be kept."""

import re
from dataclasses import dataclass

from detectors.facts import entries, kinds, moments, sights, transmissions
from detectors.facts.once import once
from detectors.facts.recipients import OF_THE_OPERATOR
from recording.event import Event
from recording.recording import Recording
from recording.sight import words

_IDENTITY = frozenset({"openid", "install_id", "device_id"})
_STARRED = re.compile(r"(?<![\d*])1[3-9]\d[*＊•●×xX]{4}\d{4}(?!\d)")
_NAMES_A_USER = frozenset({"phone", "email", "name", "id_number"})
_BUTTON = 16
_ROW = 60
_LABEL = re.compile(r"手机|电话|号码|mobile|phone", re.IGNORECASE)


@dataclass(frozen=True)
class Account:
    """How it shows that there is an account: ``why`` in two languages, with the events and pictures that show it.
    ``opened``: somebody has one; else it was offered, and nobody took it."""

    zh: str
    en: str
    events: tuple[int, ...]
    screens: tuple[int, ...]
    run: str
    opened: bool = True


@once
def offered(recording: Recording) -> Account | None:
    """The platform's sheet for the number, where no run gave one away (on a phone none does): what stands behind it is
    not known."""
    events = recording.of("consent")
    if any(e.data.get("name") == "phone.answer" and e.data.get("answer") == "agree" for e in events):
        return None
    for event in events:
        if event.data.get("name") == "phone.sheet_shown":
            shown = recording.screen_after(event.seq, event.run)
            screens = (shown.seq,) if shown is not None and not shown.data.get("blank") else ()
            zh, en = "要求授权手机号，但没有一次运行提供", "the phone number is asked for, and no run gave it"
            return Account(zh, en, (event.seq,), screens, event.run, opened=False)
    return None


@once
def account(recording: Recording) -> Account | None:
    """Registration or binding that was seen; an openid alone is none."""
    for event in recording.of("consent"):
        if (
            event.data.get("name") == "phone.answer"
            and event.data.get("answer") == "agree"
            and event.data.get("action")
        ):
            action = event.data["action"]
            after = recording.screen_after(event.seq, event.run)
            screens = (after.seq,) if after is not None and not after.data.get("blank") else ()
            return Account("授权绑定了手机号", "the phone number was bound", (action, event.seq), screens, event.run)
    for one in transmissions.transmissions(recording):
        if one.kind == "phone" and one.recipient.owner in OF_THE_OPERATOR and not one.typed:
            return Account(
                "手机号凭证发给了运营者", "the phone number went to the operator", (one.flow.seq,), (), one.flow.run
            )
    made = _registered(recording)
    if made is not None:
        return made
    for sight in sights.all_sights(recording):
        for control in sight.controls:
            if control.node.surface == "app" and len(control.text) <= 16 and entries.sign("account", control.text):
                zh, en = f"有“{control.text}”", f"there is “{control.text}”"
                return Account(zh, en, (sight.seq,), (sight.seq,), sight.run)
    return None


def _registered(recording: Recording) -> Account | None:
    """A form whose button makes an account by its words, or that logs in with a code sent to the number that was typed
    (who has no account gets one by it), and what was typed went to the operator."""
    for one in transmissions.transmissions(recording):
        if not one.typed or one.kind not in _NAMES_A_USER or one.recipient.owner not in OF_THE_OPERATOR:
            continue
        sent = moments.sent_at(recording, one.flow)
        before = [a for a in recording.of("action", one.flow.run) if a.seq < sent]
        text = str((before[-1].data.get("target") or {}).get("text", "")) if before else ""
        if (
            before
            and before[-1].data.get("type") == "tap"
            and len(text) <= _BUTTON
            and (entries.sign("registering", text) or (one.kind == "phone" and _logs_in(recording, before[-1], text)))
        ):
            screen = recording.screen_before(before[-1].seq, one.flow.run)
            shown = (screen.seq,) if screen is not None and not screen.data.get("blank") else ()
            zh, en = f"按“{text}”提交了填写的信息", f"what was typed was sent by pressing “{text}”"
            return Account(zh, en, (before[-1].seq, one.flow.seq), shown, one.flow.run)
    return None


def _logs_in(recording: Recording, action: Event, text: str) -> bool:
    """Whether a button to log in stands in a form with a field for a code, or with a button that sends one."""
    sight = sights.before(recording, action)
    if sight is None or not words.says(text, "login"):
        return False
    told = [(c.text, str(c.node.attrs.get("placeholder", ""))) for c in sight.controls if c.node.surface == "app"]
    asked = any(words.mentions(t, "verification") for own in told for t in own if len(t) <= _BUTTON)
    return asked and any(c.role == "input" for c in sight.controls)


@once
def registers(recording: Recording) -> bool:
    """Whether anything short on the program's pages, its rules aside, speaks of an account or membership. A number that
    was left for one notice or booking makes none."""
    rules = {note.page for note in recording.notes("policy")}
    return any(
        n.surface == "app" and 0 < len(n.text) <= _ROW and entries.sign("registration", n.text)
        for sight in sights.all_sights(recording)
        if sight.page not in rules and not sight.content.rules
        for n in sight.tree.nodes
    )


@once
def kept(recording: Recording) -> tuple[str, ...]:
    """Kinds of personal data that were sent to the operator, ids apart: what it can be asked about."""
    found = [
        t.kind
        for t in transmissions.transmissions(recording)
        if t.recipient.owner in (*OF_THE_OPERATOR, "unknown") and kinds.personal(t.kind) and t.kind not in _IDENTITY
    ]
    return tuple(k for k in dict.fromkeys(found) if not kinds.weak(k))


@once
def shown(recording: Recording) -> tuple[tuple[str, int], ...]:
    """Kinds whose value the program shows back to the user, with the picture: plain or with the middle starred out."""
    found: dict[str, int] = {}
    values = [(str(n.data.get("kind", "")), str(n.data.get("value", "")), n.seq) for n in recording.notes("planted")]
    usable = [
        (k, v, at) for k, v, at in values if k in ("phone", "name", "nickname_avatar", "address", "email", "plate")
    ]
    for sight in sights.all_sights(recording):
        texts = [
            n.text for n in sight.tree.nodes if n.surface == "app" and n.text and n.tag not in ("input", "textarea")
        ]
        for kind, value, at in usable:
            if at < sight.seq and len(value) >= 2 and any(_is(value, text) for text in texts):
                found.setdefault(kind, sight.seq)
    if "phone" not in found and (starred := _starred(recording)) is not None:
        found["phone"] = starred
    return tuple(found.items())


def _starred(recording: Recording) -> int | None:
    """A picture with the number of the account, under a label, the only one of its page and after the account was made.

    The platform gives programs a credential, so the value that a server shows back is not the planted one.
    """
    made = account(recording)
    if made is None:
        return None
    for sight in sights.all_sights(recording):
        if sight.run != made.run or sight.seq <= max(made.events):
            continue
        nodes = [n for n in sight.tree.nodes if n.surface == "app" and _STARRED.search(n.text)]
        if len({m for n in nodes for m in _STARRED.findall(n.text)}) != 1:
            continue
        rows = [sight.tree.text_of(sight.tree.by_id[n.parent]) for n in nodes if n.parent in sight.tree.by_id]
        if any(_LABEL.search(text) for text in (*(n.text for n in nodes), *(r for r in rows if len(r) <= _ROW))):
            return sight.seq
    return None


def _is(value: str, text: str) -> bool:
    if value in text:
        return True
    return len(value) == 11 and value.isdecimal() and f"{value[:3]}****{value[-4:]}" in text
