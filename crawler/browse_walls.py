"""Walls met while browsing: a press on something to see ends on a screen that asks and shows nothing. Where nothing was
shown before the press either (a welcome page with a button to start), it is a wall of the launch."""

from crawler.answers import Answers
from crawler.demands import Demands
from crawler.graph import Graph
from crawler.hand import Hand
from crawler.swiping import past_a_guide
from crawler.trail import Key, found_again, key_of
from crawler.view import View
from crawler.walls import examine, suspect
from recording.sight.controls import Control, neutral_phone_button
from recording.sight.surfaces import Surface

EXAMINED = 3
"""Walls examined to the end in one run; a program walled everywhere need not be proven thirty times."""
COUNTED = 5
"""Entries that are looked at again before the one that met the wall."""
_BROWSING = frozenset({"browse", "tab", "other"})


class BrowseWalls:
    """Watches the presses of one run."""

    def __init__(self, hand: Hand, graph: Graph, answers: Answers) -> None:
        self._hand, self._graph, self._answers = hand, graph, answers
        self._known: set[tuple[str, str, str]] = set()
        self._pressed: dict[str, list[Key]] = {}
        """What was pressed to see something on each page, in order; no tabs, which only lead away."""
        self.held = 0
        self.demands = Demands(hand, answers)

    async def consider(self, before: View, control: Control, after: View) -> None:
        """Look at one press; examine it when it ended at a wall (the refuse run only)."""
        self.demands.consider(before, control, after)
        browses = control.role in _BROWSING or neutral_phone_button(control)
        if not self._hand.plan.proves_walls or not browses:
            return
        pressed = self._pressed.setdefault(before.page, [])
        if not before.shows_content and (before.walled or self._hand.log.start in self._hand.tally.showed):
            return
        if control.role != "tab":
            pressed.append(key_of(control))
        if not after.walled or not any(_demands(surface) for surface in after.surfaces):
            return
        sign = (before.page, after.page, ",".join(after.kinds))
        if sign in self._known or len(self._known) >= EXAMINED:
            return
        self._known.add(sign)
        wall = suspect(
            self._hand,
            "browse" if before.shows_content else "launch",
            text=control.text[:200],
            role=control.role,
            certainty=control.certainty,
            action=self._hand.last_action,
            origin_page=before.page,
        )
        key = key_of(control)

        async def arrive() -> View:
            return await self._arrive(before, key)

        self.held += await examine(self._hand, wall, arrive, origin=before)
        self.demands.proven(after)

    async def _arrive(self, origin: View, key: Key) -> View:
        """From a cold start to the page of the press, refusing on the way, and press again."""
        hand = self._hand
        await hand.launch("confirm")
        await past_a_guide(hand)
        view = await self._answers.settle()
        if view.page != origin.page or view.state != origin.state:
            view = await hand.open(origin.page, origin.tree.query, "confirm")
            view = await self._answers.settle()
        view = await self._press_again(origin, key)
        # Some programs show a few and ask at the next: as many are looked at as the walk had looked at before.
        others = [k for k in self._pressed.get(origin.page, []) if k != key][-COUNTED:]
        for earlier in others:
            if view.walled or view.tree.exited:
                return view
            await self._back_to(origin)
            view = await self._press_again(origin, earlier)
        if others and not view.walled and not view.tree.exited:
            await self._back_to(origin)
            view = await self._press_again(origin, key)
        return view

    async def _press_again(self, origin: View, key: Key) -> View:
        """The page as it is when the control is not there."""
        view = self._hand.view
        control = found_again(view, key)
        if control is None or view.page != origin.page:
            return view
        return await self._hand.press(control, "confirm")

    async def _back_to(self, origin: View) -> None:
        for _ in range(2):
            view = await self._answers.settle()
            if view.page == origin.page or not self._hand.may_go_back or view.tree.exited:
                return
            await self._hand.back("confirm")


def _demands(surface: Surface) -> bool:
    """A permission window of the platform can always be refused; what refusing it costs is another question."""
    return bool(surface.wants) and not (surface.owner == "platform" and "permission" in surface.kinds)
