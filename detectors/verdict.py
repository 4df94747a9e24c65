"""What a check says: a verdict, its reason, and findings with the evidence that proves them.

Verdict words and their meaning: the catalogue's A.1. A fail needs its evidence complete; ``settled``
turns one that is not into an inconclusive that names what is missing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from recording.observations import Rect

Outcome = Literal["pass", "fail", "inconclusive", "not-applicable", "error", "not-judged"]
Need = Literal["screens", "actions", "flows", "hits", "events", "call"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Part):
    """The same sentence in both languages of the reports."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en


class Check(_Part):
    """Facts of one check that the catalogue does not hold.

    ``needs``: evidence a fail must carry. ``requests``: whether what requests carry has a part in the verdict; where
    it is not said, they have in all checks but those that carry pictures and actions alone.
    """

    id: str
    help: Text
    """What a developer does about it."""
    needs: tuple[Need, ...] = ("events",)
    requests: bool | None = None

    @property
    def by_requests(self) -> bool:
        """Whether a verdict lacks something where requests cannot be read."""
        return not {*self.needs} <= {"screens", "actions"} if self.requests is None else self.requests


class Box(_Part):
    """A rectangle on an untouched picture (CSS pixels), with the words written beside it."""

    screen: int
    rect: Rect
    label: Text


class Hit(_Part):
    """A planted value found in a flow: the proof that it left."""

    flow: int
    planted: str
    kind: str
    field: str = ""
    spelling: str = ""
    place: str = ""
    """``url``, ``header``, ``body`` or ``frame``."""
    path: str = ""
    """How it was reached, e.g. ``body > json.data > b64``."""
    offset: int = 0
    excerpt: str = ""
    host: str = ""


class CallSite(_Part):
    """The call in the program's own source."""

    seq: int
    api: str
    file: str = ""
    line: int = 0


class Evidence(_Part):
    """Event numbers of the recording; every list in the order of the events."""

    run: str = ""
    page: str = ""
    events: tuple[int, ...] = ()
    screens: tuple[int, ...] = ()
    flows: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    hits: tuple[Hit, ...] = ()
    call: CallSite | None = None


class Finding(_Part):
    """One thing that is wrong. ``subject`` names it without page numbers, times or wording, so that the
    fingerprint stays the same when a page moves or a text is re-worded."""

    check: str
    subject: tuple[str, ...]
    reason: Text
    evidence: Evidence

    @property
    def fingerprint(self) -> str:
        """32 hex digits; equal for the same finding in another inspection."""
        text = "\x1f".join((self.check, *self.subject))
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


class Verdict(_Part):
    """The answer of one check for one recording."""

    check: str
    verdict: Outcome
    reason: Text
    findings: tuple[Finding, ...] = ()
    """What is wrong, for ``fail``; what points that way without proof, for ``inconclusive``."""
    evidence: Evidence = Evidence()
    """What the verdict rests on when there is no finding: where content was shown, the notice …"""
    missing: tuple[Text, ...] = ()
    """What would have been needed to decide."""
    numbers: dict[str, float] = Field(default_factory=dict)
    target: str = "embedded"
    simulated: bool = True
    """The platform's own dialogs were drawn by our host; the report says so with every verdict."""
    capture: str = ""
    """How much of a device's traffic could be read (``full``, ``hosts``, ``none``); empty where all of it always is."""

    @property
    def violated(self) -> bool:
        return self.verdict == "fail"


def passed(
    meta: Check, reason: Text, evidence: Evidence | None = None, numbers: Mapping[str, float] | None = None
) -> Verdict:
    proof = evidence or Evidence()
    return Verdict(check=meta.id, verdict="pass", reason=reason, evidence=proof, numbers=dict(numbers or {}))


def not_applicable(meta: Check, reason: Text, evidence: Evidence | None = None) -> Verdict:
    return Verdict(check=meta.id, verdict="not-applicable", reason=reason, evidence=evidence or Evidence())


def inconclusive(
    meta: Check,
    reason: Text,
    *,
    findings: Iterable[Finding] = (),
    missing: Sequence[Text] = (),
    evidence: Evidence | None = None,
    numbers: Mapping[str, float] | None = None,
) -> Verdict:
    return Verdict(
        check=meta.id,
        verdict="inconclusive",
        reason=reason,
        findings=tuple(findings),
        missing=tuple(missing),
        evidence=evidence or Evidence(),
        numbers=dict(numbers or {}),
    )


def failed(
    meta: Check, reason: Text, findings: Iterable[Finding], numbers: Mapping[str, float] | None = None
) -> Verdict:
    """A fail; ``detectors.proof.settled`` looks at its evidence before it counts."""
    return Verdict(check=meta.id, verdict="fail", reason=reason, findings=tuple(findings), numbers=dict(numbers or {}))
