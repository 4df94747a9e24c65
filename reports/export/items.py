"""One item per finding, for the platform's appeal and a regulator's notice."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports import plain
from reports.html import words
from reports.html.view import Both, FindingView, Page, Shot

_LIMIT = 1500


@dataclass(frozen=True)
class Item:
    """Texts in one language, free of what steers. ``picture`` is relative to ``derived/``, empty without one."""

    number: str
    check: str
    severity: str
    title: str
    reason: str
    place: str
    rule: str
    mend: str
    picture: str
    caption: str
    picture_sha256: str
    """Of the untouched picture, which stays in the pack."""


def of(page: Page, lang: str) -> list[Item]:
    """In the order of the report."""
    return [_item(finding, lang) for finding in page.findings]


def _item(finding: FindingView, lang: str) -> Item:
    def say(both: Both) -> str:
        return plain.line(both.zh if lang == "zh" else both.en, _LIMIT)

    shot = _picture(finding)
    doubt = Both("（条款待核）", " (clause to be confirmed)")
    rules = [f"{say(c.document)} {c.item}".strip() + ("" if c.verified else say(doubt)) for c in finding.clauses]
    places = [
        finding.page,
        *(f"{call.api} {call.file}:{call.line}" if call.file else call.api for call in finding.calls),
    ]
    return Item(
        number=finding.number,
        check=finding.check,
        severity=say(words.of(words.SEVERITY, finding.severity)),
        title=say(finding.title),
        reason=say(finding.reason),
        place=_joined(places, "；" if lang == "zh" else "; "),
        rule=_joined(rules, "；" if lang == "zh" else "; "),
        mend=say(finding.mend),
        picture=shot.picture if shot else "",
        caption=f"#{shot.seq} {say(shot.caption)}" if shot else "",
        picture_sha256=shot.sha256 if shot else "",
    )


def _picture(finding: FindingView) -> Shot | None:
    """The one with the box on it, else the first."""
    return next((shot for shot in finding.shots if shot.boxed), finding.shots[0] if finding.shots else None)


def _joined(parts: Sequence[str], by: str) -> str:
    return by.join(plain.line(part, 300) for part in parts if part)
