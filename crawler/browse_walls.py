"""Walls met while browsing: a press on something to see ends on a screen that asks and shows nothing."""

from crawler.answers import Answers
from crawler.graph import Graph
from crawler.hand import Hand
from crawler.view import View
from crawler.walls import examine, suspect
from recording.sight.controls import Control, neutral_phone_button
from recording.sight.surfaces import Surface

EXAMINED = 3
"""Walls examined to the end in one run; a program walled everywhere need not be proven thirty times."""
_BROWSING = frozenset({"browse", "tab", "other"})


class BrowseWalls:
    """Watches the presses of one run."""

    def __init__(self, hand: Hand, graph: Graph, answers: Answers) -> None:
        self._hand, self._graph, self._answers = hand, graph, answers
        self._known: set[tuple[str, str, str]] = set()
        self.held = 0

    async def consider(self, before: View, control: Control, after: View) -> None:
        """Look at one press; examine it when it ended at a wall (the refuse run only)."""
        browses = control.role in _BROWSING or neutral_phone_button(control)
        if not self._hand.plan.proves_walls or not browses or not before.shows_content:
            return
        if not after.walled or not any(_demands(surface) for surface in after.surfaces):
            return
        sign = (before.page, after.page, ",".join(after.kinds))
        if sign in self._known or len(self._known) >= EXAMINED:
            return
        self._known.add(sign)
        wall = suspect(
            self._hand,
            "browse",
            text=control.text[:200],
            role=control.role,
            certainty=control.certainty,
            action=self._hand.last_action,
            origin_page=before.page,
        )
        key = _key(control)

        async def arrive() -> View:
            return await self._arrive(before, key)

        self.held += await examine(self._hand, wall, arrive, origin=before)

    async def _arrive(self, origin: View, key: tuple[str, str, str]) -> View:
        """From a cold start to the page of the press, refusing on the way, and press again."""
        hand = self._hand
        await hand.launch("confirm")
        view = await self._answers.settle()
        if view.page != origin.page or view.state != origin.state:
            view = await hand.open(origin.page, origin.tree.query, "confirm")
            view = await self._answers.settle()
        again = next((c for c in view.controls if _key(c) == key), None)
        return view if again is None else await hand.press(again, "confirm")


def _key(control: Control) -> tuple[str, str, str]:
    return (control.tag, control.text, str(control.node.attrs.get("class", "")))


def _demands(surface: Surface) -> bool:
    """A permission window of the platform can always be refused; what refusing it costs is another question."""
    return bool(surface.wants) and not (surface.owner == "platform" and "permission" in surface.kinds)
