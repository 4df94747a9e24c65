"""A short look around, the same at each visit: every tab once, and a few things to see."""

from collections.abc import Callable

from crawler.answers import Answers
from crawler.choosing import pressable, rank
from crawler.hand import Hand
from crawler.view import View
from recording.sight.controls import Control

ENTRIES = 3
TABS = 5
_TO_SEE = frozenset({"browse", "other"})


async def stroll(hand: Hand, answers: Answers, met: Callable[[View], None], entries: int = ENTRIES) -> None:
    """Walk round; questions are answered as the run answers them. ``met`` is told of each page."""
    await answers.settle()
    await _to_the_bottom(hand, met)
    view = await answers.settle()
    for text in [c.text for c in view.controls if c.role == "tab"][:TABS]:
        tab = next((c for c in hand.view.controls if c.role == "tab" and c.text == text), None)
        if tab is not None and not _lies_over(hand.view):
            met(await hand.press(tab))
            met(await answers.settle())
    for _ in range(entries):
        if hand.view.tree.exited or not await _look_in(hand, answers, met):
            return


async def _to_the_bottom(hand: Hand, met: Callable[[View], None]) -> None:
    """Back to where a user starts from, unless a question that stays open keeps the page."""
    while not hand.view.tree.exited and not _lies_over(hand.view) and (depth := len(hand.view.tree.stack)) > 1:
        met(await hand.back())
        if len(hand.view.tree.stack) >= depth:
            return


async def _look_in(hand: Hand, answers: Answers, met: Callable[[View], None]) -> bool:
    """Press one thing to see and come back."""
    view = hand.view
    page, depth = view.page, len(view.tree.stack)
    entry = _entry(hand, view)
    if entry is None:
        return False
    met(await hand.press(entry))
    met(await answers.settle())
    while not hand.view.tree.exited and len(hand.view.tree.stack) > depth and not _lies_over(hand.view):
        before = len(hand.view.tree.stack)
        met(await hand.back())
        if len(hand.view.tree.stack) >= before:
            break
    return hand.view.page == page


def _entry(hand: Hand, view: View) -> Control | None:
    """The most inviting entry that was not pressed in this run yet."""
    done = hand.tally.pressed
    plan = hand.plan
    found = [c for c in pressable(view, plan.answer, plan.care) if c.role in _TO_SEE and not c.open_types]
    fresh = [c for c in found if c.text and (view.page, c.text) not in done]
    entry = min(fresh, key=lambda c: rank(c, plan.answer, frozenset()), default=None)
    if entry is not None:
        done.add((view.page, entry.text))
    return entry


def _lies_over(view: View) -> bool:
    """A question that this run leaves open."""
    return any(c.node.dialog for c in view.controls)
