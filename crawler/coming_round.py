"""Once more round the pages that may show what is kept, after the user has sent something: they were walked before
there was anything to show (catalogue, SEC-04, RGT-03)."""

from collections.abc import Callable

from crawler.answers import Answers
from crawler.forms import Forms
from crawler.hand import Hand
from crawler.plan import RunPlan
from crawler.view import View
from recording.sight import words

MOST = 6


async def come_round(hand: Hand, answers: Answers, forms: Forms, met: Callable[[View], None]) -> None:
    """Open each of them; ``met`` is told of what stands on the screen."""
    if not any(field.kind != "search" for sent in forms.sent for field in sent.fields):
        return
    for page in own_pages(hand.plan):
        if hand.tally.actions >= hand.plan.steps or hand.view.tree.exited or not hand.can("open"):
            return
        met(await hand.open(page))
        met(await answers.settle())


def own_pages(plan: RunPlan) -> list[str]:
    """The tabs, or else the first page, and pages that are the user's by their path."""
    own = [page for page in plan.declared if words.path_class(page) == "account"]
    return list(dict.fromkeys([*(plan.tabs or plan.declared[:1]), *own]))[:MOST]
