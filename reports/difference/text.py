"""A comparison as lines for people. Texts of the target come as they are; the terminal's own escapes are the
caller's to take away."""

from collections.abc import Iterator

from detectors.verdict import Text
from reports import plain
from reports.difference import terms
from reports.difference.difference import Change, Difference, Item, State
from reports.difference.side import Found
from reports.html import parties, words

_ORDER: tuple[State, ...] = ("new", "not-comparable", "unchanged", "fixed")
_INDENT = " " * 9
_LONG = 300


def lines(found: Difference, lang: str) -> Iterator[str]:
    """First the totals and what limits them, then each violation with its reason, then who, what and where."""
    yield "  ".join(f"{terms.say(terms.STATE[state], lang)} {len(found.of(state))}" for state in _ORDER)
    yield from (f"! {_said(note, lang)}" for note in found.notes)
    if not found.items:
        yield terms.say(terms.EMPTY, lang)
    for state in _ORDER:
        items = found.of(state)
        if items:
            yield f"{terms.say(terms.STATE[state], lang)}:"
        for item in items:
            yield from _item(item, lang)
    yield from (_change(change, lang) for change in found.changes)


def _said(text: Text, lang: str) -> str:
    return plain.line(text.zh if lang == "zh" else text.en, _LONG)


def _item(item: Item, lang: str) -> Iterator[str]:
    found = item.shown
    severity = terms.say(words.of(words.SEVERITY, found.severity), lang)
    marks = [severity]
    if not item.sure:
        marks.append(terms.say(terms.UNSURE, lang))
    if found.needs_person and item.ruling is None:
        marks.append(terms.say(terms.PERSON, lang))
    numbers = " -> ".join(one.number for one in (item.old, item.new) if one is not None)
    yield f"  {found.check} {_said(found.title, lang)} [{', '.join(marks)}] ({numbers})"
    yield f"{_INDENT}{_said(item.why, lang)}"
    if item.state == "new":
        yield f"{_INDENT}{_said(found.reason, lang)}"
    place = "  ".join(_place(found, lang))
    if place:
        yield f"{_INDENT}{place}"
    if item.ruling is not None:
        yield f"{_INDENT}{terms.ruled(item.ruling, lang, _LONG)}"


def _place(found: Found, lang: str) -> Iterator[str]:
    if found.page:
        yield terms.say(terms.PAGE, lang).format(plain.line(found.page, 120))
    if found.api:
        where = f"{found.api} {found.file}:{found.line}" if found.file else found.api
        yield terms.say(terms.CALL, lang).format(plain.line(where, 200))


def _change(change: Change, lang: str) -> str:
    state, sort = terms.say(terms.CHANGE[change.state], lang), terms.say(terms.SORT[change.sort], lang)
    name = terms.say(parties.kind(change.name), lang) if change.sort == "kind" else change.name
    more = [terms.say(terms.ALSO[change.also], lang)] if change.also in terms.ALSO else [change.also, change.owner]
    more += [terms.say(parties.kind(kind), lang) for kind in change.kinds]
    told = ", ".join(plain.line(part, 80) for part in more if part)
    return f"{sort}: {state}: {plain.line(name, 200)}" + (f" ({told})" if told else "")
