"""What is declared: the platform's guidelines (from the profile) and the program's own policy, with the text spans.

Absent guidelines are unknown, not empty. A policy that exists and could not be read is unknown too.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from detectors.facts import functions, kinds, recipients, sights
from detectors.facts.once import once
from detectors.facts.policy import book
from detectors.facts.policy import kinds as policy_kinds
from detectors.facts.policy.kept_text import own_notes, own_texts
from detectors.facts.policy.passing import passed
from detectors.facts.recipients import Recipient
from recording.recording import Recording
from recording.sight import words

PolicyState = Literal["none", "read", "unread"]
_CLAUSE = re.compile(r"[^。！？!?；;，\n]+")
"""A denial reaches as far as its clause: "收集手机号，不会提供给他人" declares the phone number."""
_SUPPLEMENT = "ext_file_media_id"
"""Field of the platform's console for a text file beside the guidelines."""
_CONTRACT = ("小程序隐私保护指引", "用户隐私保护指引", "隐私保护指引")


@dataclass(frozen=True)
class Span:
    """Where a text says it: file under ``original/`` and the sentence."""

    source: str
    start: int
    text: str


@dataclass(frozen=True)
class Declarations:
    """Everything declared. ``keys`` is None when the guidelines are unknown."""

    keys: frozenset[str] | None
    sdk_names: tuple[str, ...]
    policy: PolicyState
    kinds: dict[str, Span]
    texts: tuple[tuple[str, str], ...]
    """Path and words of each policy that was read."""
    supplement: bool = False
    """The guidelines have a supplement, which is no part of the profile: what it says is not known."""

    @property
    def known(self) -> bool:
        """Whether "not declared" can be said at all."""
        return self.keys is not None and self.policy != "unread" and not self.supplement

    def kind(self, name: str) -> Span | None:
        """Where a kind of data is declared."""
        row = kinds.kinds().get(name)
        if row is not None and self.keys is not None:
            key = next((k for k in row.keys if k in self.keys), "")
            if key:
                return Span("guidelines", 0, key)
        return self.kinds.get(name)

    def recipient(self, found: Recipient) -> Span | None:
        """Where a recipient is named."""
        names = recipients.names_of(found)
        for sdk in self.sdk_names:
            if any(name in words.normal(sdk) for name in names):
                return Span("guidelines", 0, sdk)
        for source, text in self.texts:
            for sentence in _CLAUSE.finditer(text):
                plain = words.normal(sentence[0])
                if any(functions.stands(name, plain) for name in names) and not _denied(plain) and not _kept_out(plain):
                    return Span(source, sentence.start(), sentence[0].strip())
        return None


@once
def declarations(recording: Recording) -> Declarations:
    declared = recording.profile.declared
    texts = _texts(recording)
    sdks = declared.sdk_privacy_info_list if declared is not None else ()
    keys = None
    if declared is not None:
        keys = declared.keys | {item.privacy_key for sdk in sdks for item in sdk.sdk_list}
    return Declarations(
        keys=keys,
        sdk_names=tuple(n for sdk in sdks for n in (sdk.sdk_name, sdk.sdk_biz_name) if n),
        policy=_state(recording),
        kinds=_kinds((*_guidelines(recording), *texts)),
        texts=texts,
        supplement=declared is not None and bool(declared.owner_setting.get(_SUPPLEMENT)),
    )


def _guidelines(recording: Recording) -> tuple[tuple[str, str], ...]:
    """What the operator wrote to the keys, where it tells what is collected and not only what for."""
    declared = recording.profile.declared
    texts = (item.privacy_text for item in declared.setting_list) if declared is not None else ()
    return tuple(("guidelines", text) for text in texts if book.says("collecting", "verbs", text))


def _texts(recording: Recording) -> tuple[tuple[str, str], ...]:
    """The program's own policies, followed to or seen in passing."""
    found = {kept.path: kept.text for _, kept in own_texts(recording)}
    found |= {one.path: one.text for one in passed(recording)}
    return tuple(sorted(found.items()))


def _state(recording: Recording) -> PolicyState:
    """One that was seen in passing is read where all of it was seen; what was read on a picture of the whole text may
    miss a word."""
    if any(note.data.get("source") != "document" for note, _ in own_texts(recording)) or any(
        one.whole for one in passed(recording)
    ):
        return "read"
    return "unread" if own_notes(recording) or _named_on_a_screen(recording) else "none"


def _named_on_a_screen(recording: Recording) -> bool:
    """Whether a control of the program names a policy of its own; the platform's guidelines are another thing."""
    contract = [words.normal(t) for t in (*_CONTRACT, recording.profile.host.contract_name) if t]
    for sight in sights.all_sights(recording):
        for control in sight.controls:
            if control.node.surface != "app" or not words.mentions(control.text, "notice"):
                continue
            plain = words.normal(control.text)
            if not any(name in plain for name in contract):
                return True
    return False


def _kinds(texts: tuple[tuple[str, str], ...]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for source, text in texts:
        for sentence in _CLAUSE.finditer(text):
            for name in policy_kinds.names(_affirmed(sentence[0]), widely=True):
                found.setdefault(name, Span(source, sentence.start(), sentence[0].strip()[:300]))
    return found


def _affirmed(clause: str) -> str:
    """What of a clause is not denied: all of it, or what stands before words that deny something else
    (“手机号不会提供给他人”, “手机号（无需验证码）”, “手机号用于登录 不收集通讯录”); nothing where that is what is
    denied (“通讯录一律不收集”). What a condition denies is the user's answer (“如您不提供手机号，我们无法送货”)."""
    plain = words.normal(book.pattern("collecting", "elsewhere").sub(" ", clause))
    denials = [(at, phrase) for phrase in _negations() if (at := plain.find(phrase)) >= 0]
    if not denials or book.says("collecting", "on_condition", clause):
        return plain
    at, phrase = min(denials, key=lambda found: (found[0], -len(found[1])))
    before, denied = plain[:at], plain[at + len(phrase) :]
    other = book.says("collecting", "denied_object", denied) or policy_kinds.names(denied, widely=True)
    only_a_use = book.says("purposes", "marks", before) and not book.says("collecting", "taken", phrase + denied)
    return before if other or only_a_use else ""


@cache
def _negations() -> tuple[str, ...]:
    return tuple(words.normal(phrase) for phrase in kinds.negations())


def kinds_in(text: str) -> frozenset[str]:
    """Kinds that a piece of text names without denying them."""
    return frozenset(_kinds((("", text),)))


def names(text: str, recipient: Recipient) -> bool:
    """Whether a piece of text names a recipient."""
    plain = words.normal(text)
    return any(functions.stands(name, plain) for name in recipients.names_of(recipient))


def denied(text: str) -> bool:
    """Whether a clause denies what it names."""
    return _denied(words.normal(text))


def _kept_out(plain: str) -> bool:
    return any(words.normal(phrase) in plain for phrase in kinds.not_let_in())


def _denied(plain: str) -> bool:
    """Whether a clause denies what it names; no kind and no recipient is taken from it."""
    return any(phrase in plain for phrase in _negations())
