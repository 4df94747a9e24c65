"""Which finding of one inspection is which of the other."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from reports.difference.absence import exists, unproven
from reports.difference.side import Found, Side

Pair = tuple[Found, Found]
_TEXT = 300
_MANY = 10_000
"""Pairs to weigh within one fingerprint."""


def matched(old: Side, new: Side) -> list[Pair]:
    """Pairs of violations with one fingerprint, the likeliest first; each finding is in one pair at most.

    A finding about a page stays with its page. With another page it is paired when one of the two pages is not
    in both versions (the page moved), or at last when neither side proves that it lacks the other's finding.
    """
    pairs: list[Pair] = []
    for fingerprint in dict.fromkeys(found.fingerprint for found in old.violations):
        olds = [found for found in old.violations if found.fingerprint == fingerprint]
        news = [found for found in new.violations if found.fingerprint == fingerprint]
        pairs += _group(olds, news, old, new)
    return pairs


def _group(olds: list[Found], news: list[Found], old: Side, new: Side) -> list[Pair]:
    if len(olds) * len(news) > _MANY:
        return _in_order(olds, news, old, new)
    pairs = _best([(a, b) for a in olds for b in news if _may_be_one(a, b, old, new)])
    taken = {id(found) for pair in pairs for found in pair}
    open_old = [a for a in olds if id(a) not in taken and unproven(a, old, new) is not None]
    open_new = [b for b in news if id(b) not in taken and unproven(b, new, old) is not None]
    return pairs + _best([(a, b) for a in open_old for b in open_new])


def _in_order(olds: list[Found], news: list[Found], old: Side, new: Side) -> list[Pair]:
    """Far more than any program has: page by page, then one after the other, without weighing each against each."""
    waiting: dict[str, list[Found]] = {}
    for found in sorted(news, key=_order, reverse=True):
        waiting.setdefault(found.page, []).append(found)
    pairs, left = [], []
    for found in sorted(olds, key=_order):
        if there := waiting.get(found.page):
            pairs.append((found, there.pop()))
        else:
            left.append(found)
    rest = sorted((found for many in waiting.values() for found in many), key=_order)
    return pairs + [(a, b) for a, b in zip(left, rest, strict=False) if _may_be_one(a, b, old, new)]


def _may_be_one(a: Found, b: Found, old: Side, new: Side) -> bool:
    if a.page == b.page or not (a.own_page or b.own_page):
        return True
    return not (exists(a.page, new.reach) and exists(b.page, old.reach))


def _best(candidates: Sequence[Pair]) -> list[Pair]:
    """Pairs in the order of their likeness, as long as both are free. The same whichever side comes first."""
    ranked = sorted(candidates, key=lambda pair: (-likeness(*pair), *sorted((_order(pair[0]), _order(pair[1])))))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen = []
    for a, b in ranked:
        if id(a) not in taken_old and id(b) not in taken_new:
            taken_old.add(id(a))
            taken_new.add(id(b))
            chosen.append((a, b))
    return chosen


def _order(found: Found) -> tuple[str, str, str, int, str]:
    return (found.page, found.api, found.file, found.line, found.reason.en)


def likeness(a: Found, b: Found) -> float:
    """How much two findings of one fingerprint have in common: place first, then the act, then words."""
    score = 4.0 * (a.page == b.page) + 1.0 * (_last(a.page) == _last(b.page))
    score += 2.0 * _shared(a.domains, b.domains) + 2.0 * _shared(a.kinds, b.kinds)
    score += 1.5 * (a.api == b.api) + 1.0 * (a.file == b.file) + 0.25 * (a.line == b.line)
    score += 1.0 * (a.moment == b.moment) + 0.5 * (a.run == b.run)
    return score + _alike(a.reason.en, b.reason.en)


def _last(page: str) -> str:
    return page.rpartition("/")[2]


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return len({*a} & {*b}) / len({*a, *b}) if a or b else 1.0


def _alike(a: str, b: str) -> float:
    """The same whichever text comes first, which SequenceMatcher alone is not."""
    first, second = sorted((a[:_TEXT], b[:_TEXT]))
    return 1.0 if first == second else SequenceMatcher(None, first, second, autojunk=False).ratio()
