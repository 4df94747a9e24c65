"""One item per finding, for the platform's appeal and a regulator's notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reports import plain
from reports.difference import terms
from reports.html import words
from reports.html.view import Both, FindingView, Page, Shot
from reports.review.rulings import Ruling

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
    review: str = ""
    """What a person decided, by whom and when; empty when nobody did."""
    rejected: bool = False


def of(page: Page, lang: str, ruled: Mapping[str, Ruling] = MappingProxyType({})) -> list[Item]:
    """In the order of the report. ``ruled``: people's decisions by the number of the finding."""
    return [_item(finding, lang, ruled.get(finding.number)) for finding in page.findings]


def _item(finding: FindingView, lang: str, ruling: Ruling | None) -> Item:
    def say(both: Both) -> str:
        return plain.line(both.zh if lang == "zh" else both.en, _LIMIT)

    shot = _picture(finding)
    unsure = words.CONFIRM if finding.confirm and (ruling is None or not ruling.word) else Both("", "")
    doubt = Both("（条款待核）", " (clause to be confirmed)")
    rules = [f"{say(c.document)} {say(c.item)}".strip() + ("" if c.verified else say(doubt)) for c in finding.clauses]
    places = [
        finding.page,
        *(f"{call.api} {call.file}:{call.line}" if call.file else call.api for call in finding.calls),
    ]
    return Item(
        number=finding.number,
        check=finding.check,
        severity=_joined([say(words.of(words.SEVERITY, finding.severity)), say(unsure)], ", "),
        title=say(finding.title),
        reason=say(finding.reason),
        place=_joined(places, "；" if lang == "zh" else "; "),
        rule=_joined(rules, "；" if lang == "zh" else "; "),
        mend=say(finding.mend),
        picture=shot.picture if shot else "",
        caption=f"#{shot.seq} {say(shot.caption)}" if shot else "",
        picture_sha256=shot.sha256 if shot else "",
        review=terms.ruled(ruling, lang, _LIMIT) if ruling is not None else "",
        rejected=ruling is not None and ruling.word == "rejected",
    )


def _picture(finding: FindingView) -> Shot | None:
    """The one with the box on it, else the first."""
    return next((shot for shot in finding.shots if shot.boxed), finding.shots[0] if finding.shots else None)


def _joined(parts: Sequence[str], by: str) -> str:
    return by.join(plain.line(part, 300) for part in parts if part)
