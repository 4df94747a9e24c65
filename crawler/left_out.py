"""Whether a field is really demanded: each form that was sent is sent again with one field of the user's left empty.

The press has the purpose ``fill-empty``; its ``value`` is ``kind|label`` of the field. What follows it (a request, a
window, nothing) is for the checks to read (catalogue, MIN-02). Only where nothing leaves this machine.
"""

from crawler.answers import Answers
from crawler.forms import Field, Forms, Sent, fields
from crawler.hand import Hand
from crawler.sending import sender

PURPOSE = "fill-empty"
PER_FORM = 3
MOST = 6
"""Of a run."""
RESERVE = 0.1
"""Share of the run's time that is kept for what comes after."""
_ORDER = ("id_number", "bank_card", "phone", "address", "", "email", "plate", "name", "age", "company", "nickname")
"""Kinds of the user's, those that tell most first; ``""``: a field of unknown words (a birthday, an income)."""


async def leave_out(hand: Hand, answers: Answers, forms: Forms) -> None:
    """Try each form of the run."""
    plan, tried = hand.plan, 0
    if not plan.care.harmless or not hand.can("open"):
        return
    for sent in tuple(forms.sent):
        for field in _personal(sent):
            enough = tried >= MOST or hand.seconds_left < RESERVE * plan.budget or hand.tally.actions >= plan.steps
            if enough or hand.view.tree.exited or not await _one(hand, answers, forms, sent, field):
                break
            tried += 1


async def _one(hand: Hand, answers: Answers, forms: Forms, sent: Sent, field: Field) -> bool:
    """False when the form cannot be come by any more."""
    await hand.open(sent.page, sent.query)
    view = await answers.settle()
    if view.page != sent.page or view.tree.exited:
        return False
    button = await forms.but_one(sent.page, field.key)
    if button is None or hand.view.page != sent.page:
        return False
    # Some programs fill in what was sent before.
    now = next((f for f in fields(hand.view) if f.key == field.key), None)
    if now is not None and now.control.tag != "picker" and now.control.node.attrs.get("value"):
        await hand.type(now.control, "")
        button = sender(hand.view, [now.control], hand.plan.care) or button
    label = field.key.removeprefix(f"{sent.page}|").rpartition("|")[0]
    await hand.press(button, PURPOSE, value=f"{field.kind}|{label}")
    await answers.settle()
    return True


def _personal(sent: Sent) -> list[Field]:
    found = [f for f in sent.fields if f.kind in _ORDER]
    return sorted(found, key=lambda f: _ORDER.index(f.kind))[:PER_FORM]
