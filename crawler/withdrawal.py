"""Taking back what was given, as a phone user does it: capsule menu, settings, every switch off, the guidelines read.

Writes ``note withdrawal`` at both ends. ``phase`` ``begin``: ``screen``. ``phase`` ``end``: ``pressed`` (names of the
switches that were turned off: scopes, ``privacy`` for the consent itself), ``left`` (switches that are still on),
``deletions`` (kinds whose deletion the operator was notified of), ``guidelines`` (the platform's page could be read),
``screens``, ``start``. Source: the platform's guidelines template, "你的权益" (menu, settings, the information
switched off; "通知开发者删除").
"""

from crawler.hand import Hand
from crawler.view import View
from recording.sight.controls import Control

MOST = 16
"""Switches and deletions; no program has more scopes than that."""
SCROLLS = 6
PURPOSE = "withdraw"


class Withdrawal:
    """One walk through the platform's own pages."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._screens: list[int] = []

    async def carry_out(self) -> bool:
        """Everything off; False when the platform's pages could not be come to."""
        hand, log = self._hand, self._hand.log
        log.note("withdrawal", page=hand.view.page, phase="begin", screen=hand.view.seq, start=log.start)
        opened = await self._open_settings()
        pressed = await self._switch_off() if opened else []
        deletions = await self._delete() if opened else []
        left = [_name(c) for c in _switches(hand.view)]
        guidelines = opened and await self._read_guidelines()
        await self._close_all()
        log.note(
            "withdrawal",
            page=hand.view.page,
            phase="end",
            pressed=pressed,
            left=left,
            deletions=deletions,
            guidelines=guidelines,
            screens=list(dict.fromkeys(self._screens)),
            start=log.start,
        )
        if not opened:
            log.note("limit", what="withdraw", why="the settings of the platform could not be opened")
        return opened

    async def _open_settings(self) -> bool:
        await self._close_all()
        for name in ("menu", "settings"):
            control = _named(self._hand.view, name)
            if control is None:
                return False
            await self._press(control)
        return _shows(self._hand.view, "settings")

    async def _switch_off(self) -> list[str]:
        pressed: list[str] = []
        for _ in range(MOST):
            switch = next((c for c in _switches(self._hand.view) if _name(c) not in pressed), None)
            if switch is None:
                break
            pressed.append(_name(switch))
            await self._press(switch)
        return pressed

    async def _delete(self) -> list[str]:
        """The page of the information obtained: have the operator notified to delete each kind."""
        entry = _named(self._hand.view, "obtained")
        if entry is None:
            return []
        await self._press(entry)
        done: list[str] = []
        for _ in range(MOST):
            items = (c for c in self._hand.view.controls if _button(c).startswith("delete:"))
            item = next((c for c in items if _button(c).partition(":")[2] not in done), None)
            if item is None:
                break
            done.append(_button(item).partition(":")[2])
            await self._press(item)
        await self._close("obtained")
        return done

    async def _read_guidelines(self) -> bool:
        """The guidelines behind the settings, once from top to bottom: their pictures are the evidence."""
        link = _named(self._hand.view, "contract")
        if link is None:
            return False
        await self._press(link)
        shown = _shows(self._hand.view, "contract")
        for _ in range(SCROLLS if shown and self._hand.can("scroll") else 0):
            before = self._hand.view.face
            self._screens.append((await self._hand.scroll(self._hand.view.tree.viewport[1] * 0.8, PURPOSE)).seq)
            if self._hand.view.face == before:
                break
        await self._close("contract")
        return shown

    async def _close(self, kind: str) -> None:
        if _shows(self._hand.view, kind):
            self._screens.append((await self._hand.back(PURPOSE)).seq)

    async def _close_all(self) -> None:
        """Whatever of the platform lies over the program; a question that is still open stays open."""
        for kind in ("contract", "obtained", "settings", "menu"):
            await self._close(kind)

    async def _press(self, control: Control) -> None:
        self._screens.append((await self._hand.press(control, PURPOSE)).seq)


def _button(control: Control) -> str:
    return str(control.node.attrs.get("data-mi-button") or "")


def _named(view: View, name: str) -> Control | None:
    return next((c for c in view.controls if _button(c) == name and c.node.surface == "platform"), None)


def _switches(view: View) -> list[Control]:
    """Switches of the settings page that are on."""
    own = (c for c in view.controls if _button(c).startswith("toggle:") and c.node.surface == "platform")
    return [c for c in own if str(c.node.attrs.get("aria-checked", "")) == "true"]


def _name(control: Control) -> str:
    return _button(control).partition(":")[2]


def _shows(view: View, kind: str) -> bool:
    return any(n.attrs.get("data-mi-type") == kind for n in view.tree.nodes)
