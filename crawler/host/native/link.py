"""The running page as the native side reaches it: what is sent to it, and the hand behind its messages."""

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any

from crawler.host.native.journal import Journal
from crawler.host.native.page import Control, Hand, Press
from recording.event import Kind
from recording.observations import Rect

_TURNS = 3
"""Turns of the event loop in which an answer that waits for nobody is on its way."""


class Link:
    """Sends without waiting, in order. Without a page everything is dropped."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._control: Control | None = None
        self._hand: Hand | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._sends: set[asyncio.Task[None]] = set()

    def attach(self, control: Control, hand: Hand) -> None:
        self._control = control
        self._hand = hand

    def detach(self) -> None:
        """The page is gone; work for it is dropped."""
        self._control = None
        self._hand = None
        for task in self._tasks:
            task.cancel()

    def tap_on(self, rect: Rect | None, surface: str) -> int | None:
        """``seq`` of the inspector's tap that hit this place of a platform surface just now; None when no hand did."""
        return None if rect is None or self._hand is None else self._hand.tap(rect, surface)

    def last_tap(self) -> int | None:
        """``seq`` of the inspector's last action when it was a tap, wherever it hit."""
        return None if self._hand is None else self._hand.tap()

    def press(self, open_type: str) -> Press | None:
        """The button of this open-type that the inspector's tap hit just now."""
        return None if self._hand is None else self._hand.press(open_type)

    def answer(self, question: str, result: Mapping[str, Any]) -> None:
        if self._control is not None:
            self._send(self._control.answer(question, result))

    def emit(self, event: str, payload: Mapping[str, Any]) -> None:
        if self._control is not None:
            self._send(self._control.event(event, payload))

    def draw(self, spec: Mapping[str, Any]) -> None:
        if self._control is not None:
            self._send(self._control.show_dialog(spec))

    def close(self, dialog: str) -> None:
        if self._control is not None:
            self._send(self._control.close_dialog(dialog))

    async def delivered(self) -> bool:
        """Wait until the page has taken all that is on its way to it; False when nothing was."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        sends = list(self._sends)
        if sends:
            await asyncio.wait(sends)
        return bool(sends)

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run beside; an error of ours becomes an error event."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _send(self, work: Coroutine[Any, Any, None]) -> None:
        task = self.spawn(work)
        self._sends.add(task)
        task.add_done_callback(self._sends.discard)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled() or task.exception() is None or self._control is None:
            return
        message = f"native side: {task.exception()!r}"
        self._journal.log.add(Kind.ERROR, {"where": "host", "cause": "host", "message": message})
