"""Which policies there are: the program's own texts, and the platform's guidelines as profile or screen show them."""

from dataclasses import dataclass
from typing import Literal

from detectors.facts import declarations, sights
from detectors.facts.once import once
from detectors.facts.policy import contacts, pages
from detectors.facts.policy.kept_text import kept_text
from detectors.facts.policy.passing import passed
from detectors.facts.policy.reader import PolicyText
from detectors.facts.sights import Sight
from detectors.verdict import Evidence, Text
from recording.event import Event, Kind
from recording.recording import Recording
from recording.sight import words

Guidelines = Literal["filled", "empty", "unknown"]
_LONGEST = 60_000
"""Characters that are read of a text; no policy is as long."""
_CONTACTS = ("contact_email", "contact_phone", "contact_qq", "contact_weixin")


@dataclass(frozen=True)
class Document:
    """One of the program's own texts that was opened."""

    text: PolicyText
    note: Event
    """What it was read by: the walk's note, or the picture of the page that was come to in passing."""
    title: str
    whole: bool
    """Read to its end from a tree or a document; what is not in it is really not there."""
    flow: int | None = None
    """The event of a web page's document."""

    @property
    def pictures(self) -> tuple[int, ...]:
        if self.note.kind == Kind.SCREEN:
            return (self.note.seq,)
        return tuple(n for n in self.note.data.get("screens", ()) if isinstance(n, int))


@dataclass(frozen=True)
class Documents:
    """All texts of one program. ``partial`` says why "it is not in there" cannot be said; None when it can."""

    own: tuple[Document, ...]
    guidelines: Guidelines
    partial: Text | None
    read: tuple[PolicyText, ...]
    """Every text of the program's own that was read, also one too short to be a policy, and pages of rules that were
    seen in passing."""
    recording: Recording

    @property
    def texts(self) -> tuple[PolicyText, ...]:
        return tuple(d.text for d in self.own)

    @property
    def any(self) -> bool:
        return bool(self.own) or self.guidelines == "filled"

    @property
    def screens(self) -> tuple[int, ...]:
        found = (n for d in self.own for n in (*d.pictures[:1], *d.pictures[1:][-1:]))
        usable = (n for n in found if n in self.recording.by_seq)
        return tuple(n for n in dict.fromkeys(usable) if not self.recording.by_seq[n].data.get("blank"))

    def evidence(self, *events: int) -> Evidence:
        """The opening of each text, and its first and last picture."""
        notes = tuple(d.note.seq for d in self.own)
        first = self.own[0].note if self.own else None
        return Evidence(
            run=first.run if first is not None else "",
            page=first.page if first is not None else "",
            events=tuple(sorted({*notes, *events})),
            screens=self.screens,
            flows=tuple(d.flow for d in self.own if d.flow is not None),
        )

    @property
    def contact(self) -> str:
        """A well-formed contact in the guidelines' owner settings."""
        declared = self.recording.profile.declared
        values = (str(declared.owner_setting.get(name) or "") for name in _CONTACTS) if declared is not None else ()
        return next((v for v in values if contacts.well_formed(v)), "")

    @property
    def period(self) -> str:
        declared = self.recording.profile.declared
        return str(declared.owner_setting.get("store_expire_timestamp") or "") if declared is not None else ""


@once
def documents(recording: Recording) -> Documents:
    own: list[Document] = []
    read: list[PolicyText] = []
    shown: PolicyText | None = None
    """The platform's page as it stood on the screen."""
    for note in recording.notes("policy"):
        kept = kept_text(recording, note)
        if kept is None or note.data.get("source") == "document":
            # A picture of a policy tells which kinds it names; a name or a word of it may be misread by a stroke.
            continue
        text = PolicyText(kept.path, kept.text[:_LONGEST])
        if note.data.get("source") == "contract":
            shown = shown or text
        elif not any(_alike(text, other) for other in read):
            read.append(text)
            if text.qualifies:
                own.append(Document(text, note, str(note.data.get("title", "")), kept.whole, kept.flow))
    for one in () if own else passed(recording):
        text = PolicyText(one.path, one.text[:_LONGEST])
        if not any(_alike(text, other) for other in read):
            read.append(text)
            own.append(Document(text, one.sight.event, one.sight.tree.title, one.whole))
    passing = (PolicyText("", pages.own_words(s)) for s in _passed_by(recording))
    read += [text for text in passing if not any(_alike(text, other) for other in read)]
    declared = recording.profile.declared
    filled: Guidelines = "unknown"
    if declared is not None:
        filled = (
            "filled" if declared.setting_list or declared.sdk_privacy_info_list or declared.owner_setting else "empty"
        )
    elif shown is not None and shown.qualifies and recording.environment.get("driver") == "android":
        filled = "filled"
    return Documents(tuple(own), filled, _partial(recording, own), tuple(read), recording)


def _passed_by(recording: Recording) -> list[Sight]:
    """One picture of each page of rules that no link was followed to for its text."""
    known = {note.page for note in recording.notes("policy")}
    found = {s.page: s for s in sights.all_sights(recording) if s.page not in known and s.content.rules}
    return list(found.values())


def _alike(one: PolicyText, other: PolicyText) -> bool:
    return "".join(one.text.split()) == "".join(other.text.split())


def _partial(recording: Recording, own: list[Document]) -> Text | None:
    """Why more may be written than was read: a text that was not opened, not readable, or not read to its end."""
    if declarations.declarations(recording).policy == "unread":
        return Text(zh="有隐私政策未能读取。", en="There is a policy that could not be read.")
    if declarations.declarations(recording).supplement:
        return Text(zh="平台指引的补充文档未能读取。", en="The supplement of the guidelines was not read.")
    if any(not d.whole for d in own):
        return Text(
            zh="隐私政策不是从界面文字完整读取的（网页、图片或过长）。",
            en="The policy was not read whole from the screen's own text (a web page, a picture, or too long).",
        )
    unread = _unread(recording, own)
    if unread:
        return Text(zh=f"相关文件未读取：{unread}", en=f"A further document was not read: {unread}")
    return None


def _unread(recording: Recording, own: list[Document]) -> str:
    """A tappable title inside the policy that leads to another document, which nobody opened."""
    opened = {words.normal(str(n.data.get(k, ""))) for n in recording.notes("policy") for k in ("link", "title")}
    for document in own:
        for number in document.pictures:
            sight = sights.sight(recording, number)
            for control in sight.controls if sight is not None else ():
                named = "《" in control.text and not words.mentions(control.text, "terms")
                named = named or words.mentions(control.text, "notice")
                plain = words.normal(control.text)
                if control.node.surface == "app" and named and len(plain) <= 40 and plain not in opened:
                    return control.text.strip()[:40]
    return ""
