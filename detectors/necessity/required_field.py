"""A form demands what it does not need: it says so, or it does not go without it."""

from dataclasses import dataclass, field

from detectors import verdict
from detectors.facts import categories, coverage, fields, form_attempts, form_fields, sights
from detectors.facts.categories import Category
from detectors.facts.fields import Field
from detectors.facts.form_attempts import Attempt
from detectors.facts.form_fields import Wanted
from detectors.facts.nothing_seen import nothing_seen
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="MIN-02",
    help=Text(
        zh="把与功能无关的个人信息项改为选填，空着也能提交。",
        en="Make personal fields that the function does not need optional, so that the form goes through without them.",
    ),
)
_MARKS = ("*", "＊", "必填", "required")
_UNTRIED = Text(zh="空着该项提交的结果", en="what submitting with the field empty leads to")


@dataclass
class Asked:
    """A personal field of a page, over all pictures of it. ``needed``: by category or function; None: not known."""

    at: Field
    wanted: Wanted
    needed: bool | None
    marked: bool = False
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def refused(self) -> Attempt | None:
        return next((a for a in self.attempts if a.outcome == "refused"), None)

    @property
    def optional(self) -> bool:
        return self.refused is None and any(a.outcome == "sent" for a in self.attempts)


def judge(recording: Recording) -> Verdict:
    shown = [f for s in sights.all_sights(recording) for f in fields.shown(s)]
    if not shown:
        reason = Text(zh="没有看到表单。", en="No form was seen.")
        return nothing_seen(META, recording, reason)
    asked = _asked(recording, shown)
    demanded = [a for a in asked if a.refused is not None or (a.marked and not a.optional)]
    for one in demanded:
        one.needed = one.needed or _way_to_reach(one, demanded) or one.needed
    numbers = {
        "personal_fields": float(len(asked)),
        "required_personal": float(len(demanded)),
        "tried_without": float(sum(1 for a in asked if a.attempts)),
    }
    bad = [a for a in demanded if a.needed is False and a.refused is not None]
    if bad:
        findings = [_refused(recording, a) for a in bad]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    extra = [a for a in demanded if not a.needed]
    if extra:
        reason = Text(
            zh="有标为必填或空着不能提交的个人信息项，是否必要由人工确认。",
            en="Personal fields are marked as required, or the form does not go without them; whether they are needed "
            "is for a person to say.",
        )
        missing = [_UNTRIED] if any(a.refused is None for a in extra) else []
        findings = [_marked(a) if a.refused is None else _refused(recording, a) for a in extra]
        return verdict.inconclusive(META, reason, findings=findings, missing=missing, numbers=numbers)
    open_ = [a for a in asked if not a.needed and not a.optional]
    if open_:
        reason = Text(
            zh="没有看到标为必填的非必要个人信息项；未标注的项空着能否提交未试。",
            en="No needless personal field is marked as required; submitting unmarked ones empty was not tried.",
        )
        return verdict.inconclusive(META, reason, missing=[_UNTRIED], numbers=numbers)
    return _fine(recording, asked, numbers)


def _way_to_reach(one: Asked, demanded: list[Asked]) -> bool:
    """An e-mail address in place of a telephone number, for a function that has to reach the user in some way."""
    if one.wanted.kind != "email" or any(
        a.wanted.kind == "phone" and a.at.sight.page == one.at.sight.page for a in demanded
    ):
        return False
    return form_fields.serves(form_fields.table()["phone"], one.at)


def _fine(recording: Recording, asked: list[Asked], numbers: dict[str, float]) -> Verdict:
    reached = coverage.coverage(recording)
    if not reached.enough:
        reason = Text(
            zh="看到的个人信息项均为选填或必要。", en="The personal fields that were seen are optional or needed."
        )
        return verdict.inconclusive(META, reason, missing=reached.missing, numbers=numbers)
    reason = Text(
        zh=f"{len(asked)} 个个人信息项：空着可以提交，或为该功能、服务类型所必需。",
        en=f"{len(asked)} personal fields: the form goes without them, or function or category needs them.",
    )
    taps = tuple(a.tap.seq for one in asked for a in one.attempts)
    pictures = tuple(dict.fromkeys(one.at.sight.seq for one in asked))
    return verdict.passed(META, reason, Evidence(events=taps, screens=pictures), numbers)


def _asked(recording: Recording, shown: list[Field]) -> list[Asked]:
    category, tried = categories.category(recording), form_attempts.attempts(recording)
    found: dict[tuple[str, str], Asked] = {}
    for one in shown:
        wanted = form_fields.named(one.text)
        if wanted is None:
            continue
        needed = _needed(wanted, one, category)
        asked = found.setdefault((wanted.kind, one.sight.page), Asked(one, wanted, needed))
        asked.marked = asked.marked or _has_mark(one)
        asked.needed = True if asked.needed or needed else None if None in (asked.needed, needed) else False
    for (_, page), asked in found.items():
        asked.attempts = [a for a in tried if a.page == page and _of(a, asked)]
    return list(found.values())


def _of(attempt: Attempt, one: Asked) -> bool:
    """Whether this is the field that was left empty: by its kind or its own names; where the walk knew no kind, by the
    words beside it, which may be the hint of the field above."""
    attrs = one.at.control.node.attrs
    known = {str(attrs.get(key, "")) for key in ("name", "id", "placeholder")} - {""}
    if attempt.kind:
        return attempt.kind == one.wanted.kind or attempt.label in known
    return attempt.label in known | {one.at.label, *one.at.label.split()} - {""}


def _needed(wanted: Wanted, one: Field, category: Category | None) -> bool | None:
    if form_fields.serves(wanted, one):
        return True
    known = form_fields.needed(wanted, category)
    open_ = form_fields.explained(wanted, one) or form_fields.alone(wanted, one)
    return None if known is False and open_ else known


def _has_mark(one: Field) -> bool:
    return any(mark in one.text.casefold() for mark in _MARKS) or "required" in one.control.node.attrs


def _name(one: Asked) -> str:
    """The words of the page for it: the hint in the field, or the label beside it."""
    hint = str(one.at.control.node.attrs.get("placeholder", "")).strip()
    label = one.at.label.strip()
    return (hint if one.wanted.names(hint) or not label else label)[:20]


def _marked(one: Asked) -> Finding:
    what, sight = one.wanted.name, one.at.sight
    reason = Text(
        zh=f"页面 {sight.page} 的“{_name(one)}”标为必填（{what.zh}）。",
        en=f"“{_name(one)}” on {sight.page} is marked as required ({what.en}).",
    )
    return Finding(check=META.id, subject=(one.wanted.kind, sight.page), reason=reason, evidence=_shown(one))


def _refused(recording: Recording, one: Asked) -> Finding:
    what, sight, attempt = one.wanted.name, one.at.sight, one.refused
    reason = Text(
        zh=f"页面 {sight.page} 的“{_name(one)}”（{what.zh}）空着不能提交，其他项都已填写；填上后即可提交。",
        en=f"The form on {sight.page} does not go without “{_name(one)}” ({what.en}), though all else is filled in; "
        "with it, it goes.",
    )
    proof = _shown(one)
    if attempt is not None and attempt.whole is not None:
        after = recording.screen_after(attempt.tap.seq, attempt.tap.run)
        pictures = (*proof.screens, *((after.seq,) if after is not None and not after.data.get("blank") else ()))
        events = (*proof.events, attempt.tap.seq, attempt.whole.seq)
        flows = (attempt.flow.seq,) if attempt.flow is not None else ()
        proof = proof.model_copy(
            update={"events": events, "screens": tuple(dict.fromkeys(pictures)), "flows": flows, "run": attempt.tap.run}
        )
    return Finding(check=META.id, subject=(one.wanted.kind, sight.page), reason=reason, evidence=proof)


def _shown(one: Asked) -> Evidence:
    sight = one.at.sight
    box = Box(screen=sight.seq, rect=one.at.control.rect, label=one.wanted.name)
    return Evidence(run=sight.run, page=sight.page, events=(sight.seq,), screens=(sight.seq,), boxes=(box,))
