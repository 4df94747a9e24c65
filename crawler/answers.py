"""What is said to a question that stands in the way: nothing, no, or yes, by the run."""

from collections import Counter

from crawler.dialogs import way_on, way_out
from crawler.hand import Hand
from crawler.plan import Answer
from crawler.policy import Policy
from crawler.ticks import doubled
from crawler.view import View
from crawler.ways import acknowledgement, take, ways
from crawler.words import Care, forbidden, warns
from recording.sight.controls import Control, is_sentence, plainest
from recording.sight.surfaces import Surface
from recording.sight.toggles import signed, ticked

AGAIN = 2
"""How often the same question on the same page is answered; a program that asks on is left alone."""
ROUNDS = 8
VEIL_MS = 3000
PAUSE_MS = 11_000
"""WeChat shows no privacy popup within ten seconds of a refusal (PrivacyAuthorize guide, official popup)."""
MOMENT_MS = 1000
PLATFORM_PAGES = frozenset({"settings", "contract", "menu"})


class Answers:
    """Deals with whatever stands in the way on the current view until nothing more can be done."""

    def __init__(self, hand: Hand, policy: Policy | None = None, notice: Answer | None = None) -> None:
        """``notice``: what is said to a notice that asks for nothing else, where that differs from the run's answer."""
        self._hand, self._policy, self._notice = hand, policy, notice
        self._given: Counter[str] = Counter()

    async def settle(self) -> View:
        """Answer, look, answer again: popups come in chains, but not for ever."""
        for _ in range(ROUNDS):
            await self._outlast()
            if self._policy is not None:
                # What a popup links to is read before the popup is answered.
                await self._policy.look()
            if self._hand.view.tree.exited or not await self._one():
                break
        return self._hand.view

    async def _outlast(self) -> None:
        """Wait for a toast that lies over everything; one that never goes away is not waited for again."""
        view = self._hand.view
        if view.veiled and self._hand.can("advance") and self._given[f"{view.page}|veil"] < AGAIN:
            self._given[f"{view.page}|veil"] += 1
            await self._hand.pass_time(VEIL_MS, "settle")

    async def _one(self) -> bool:
        view = self._hand.view
        dialog = [c for c in view.controls if c.node.dialog]
        if dialog and _own_page(view, dialog[-1].node.dialog):
            return await self._leave(view, dialog)
        surface = next(iter(view.asking), None)
        if surface is not None:
            return await self._question(view, surface)
        return bool(dialog) and await self._dialog(view, dialog)

    async def _leave(self, view: View, own: list[Control]) -> bool:
        """A page of the platform (settings, guidelines): nothing is changed there in any run."""
        control = way_out(own)
        if control is None:
            return False
        return (await self._hand.press(control, "explore")).face != view.face

    async def _question(self, view: View, surface: Surface) -> bool:
        answer = self._notice if self._notice is not None and surface.kinds == {"notice"} else self._hand.plan.answer
        sign = f"{view.page}|{surface.owner}|{surface.form}|{','.join(sorted(surface.kinds))}|{answer}"
        if answer == "none" or self._given[sign] >= AGAIN:
            return False
        self._given[sign] += 1
        return await (self._agree(view, surface) if answer == "agree" else self._refuse(view, surface))

    async def _refuse(self, view: View, surface: Surface) -> bool:
        for role in ("refuse", "close"):
            control = next(iter(plainest(surface.having(role))), None)
            if control is not None:
                await self._hand.press(control, "answer:refuse" if role == "refuse" else "dismiss:close")
                await self._wait_out(surface)
                return True
        alert = acknowledgement(view)
        if alert is not None:
            await self._hand.press(alert, "dismiss:close")
            return True
        if surface.form == "page":
            return False
        other = _only_other(surface)
        if other is not None and not forbidden(other.text, Care()):
            after = await self._hand.press(other, "dismiss:other")
            if after.state != view.state:
                return True
        # At the bottom of the stack going back leaves the program.
        order = ("outside", "back") if len(view.tree.stack) < 2 else ("back", "outside")
        rest = [way for name in order for way in ways(view) if way.name == name]
        for way in rest:
            after = await take(self._hand, way)
            if after.state != view.state:
                return True
        return False

    async def _wait_out(self, surface: Surface) -> None:
        """Let the platform's pause after a refusal pass, or the next interface fails without ever asking. What a
        program brings up again a moment later belongs to that refusal, not to whatever is pressed next."""
        if self._hand.can("advance"):
            await self._hand.pass_time(PAUSE_MS if surface.owner == "platform" else MOMENT_MS, "settle")

    async def _agree(self, view: View, surface: Surface) -> bool:
        if not _affirming(surface) and (surface.dialog or any(_of_a_number(c) for c in surface.controls)):
            # Nothing here may be agreed to (a real person's number on a phone), and it must not stay in the way.
            return await self._refuse(view, surface)
        for box in surface.having("toggle"):
            if not ticked(box.node) and not signed(view.tree, box.node) and not doubled(view, box):
                view = await self._hand.press(box, "answer:agree")
        # Many programs draw the button that takes the number only once the box is ticked.
        surface = next((s for s in view.asking if s.owner == surface.owner and s.form == surface.form), surface)
        for wanted in _affirming(surface):
            now = next((c for c in view.controls if c.node.id == wanted.node.id and c.text == wanted.text), None)
            if now is None or forbidden(now.text, Care(self._hand.plan.harmless)):
                continue
            after = await self._hand.press(now, "answer:agree")
            if after.face != view.face:
                return True
            view = after
        return False

    async def _dialog(self, view: View, own: list[Control]) -> bool:
        """A dialog that asks for nothing personal: an alert, a list of actions, a chooser."""
        answer = self._hand.plan.answer
        sign = f"{view.page}|dialog|{view.state}"
        if self._given[sign] >= AGAIN + 1:
            return False
        self._given[sign] += 1
        warned = any(warns(n.text) for n in view.tree.nodes if n.dialog and n.text)
        control = way_on(own) if answer == "agree" and not warned else way_out(own)
        if control is None or forbidden(control.text, Care(self._hand.plan.harmless)):
            control = way_out(own)
        if control is None:
            await self._hand.back("dismiss:back")
        else:
            await self._hand.press(control, "explore")
        return self._hand.view.state != view.state


def _only_other(surface: Surface) -> Control | None:
    """Beside what agrees or grants one button whose words nobody knows: it may be the no."""
    if surface.dialog or not surface.having("grant", "agree"):
        return None
    rest = [c for c in surface.controls if not c.asks and c.role != "toggle"]
    if len(rest) != 1 or rest[0].role not in ("other", "browse") or is_sentence(rest[0].text):
        return None
    return rest[0] if rest[0].text else None


def _own_page(view: View, dialog: str) -> bool:
    types = {str(n.attrs.get("data-mi-type", "")) for n in view.tree.nodes if n.dialog == dialog}
    return not types.isdisjoint(PLATFORM_PAGES)


def _affirming(surface: Surface) -> list[Control]:
    """What says yes: the platform's own yes first (a number row only chooses), consent before permission."""
    roles = {"agree": 1, "grant": 2}
    found = [c for c in surface.controls if c.role in roles and not _of_a_number(c)]
    return sorted(found, key=lambda c: 0 if c.node.attrs.get("data-mi-role") == "agree" else roles[c.role])


def _of_a_number(control: Control) -> bool:
    """On a phone, in what looks like the platform's sheet: it may give a real person's number away."""
    return str(control.node.attrs.get("data-mi-role", "")) == "number"
