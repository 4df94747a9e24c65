"""The wire between Python and the program's page: a binding out, a control object in."""

import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from crawler.driver import Gone, Unreachable

Message = dict[str, Any]
_LEFT = "the mini program left its page by a navigation of its own; it is started again"
_log = logging.getLogger(__name__)


class Bridge:
    """Believes only messages of the page's own main world; frames and forgeries are counted and dropped."""

    def __init__(
        self, session: CDPSession, receive: Callable[[Message], None], touched: Callable[[str], None] | None = None
    ) -> None:
        self.binding = "_" + secrets.token_hex(12)
        self.offered = "_" + secrets.token_hex(12)
        self.forged = 0
        self.left = False
        """The program took its page to another document."""
        self._session = session
        self._receive = receive
        self._touched = touched
        self._watch = "_" + secrets.token_hex(12)
        self._watcher: int | None = None
        self._control = ""
        self._context: int | None = None
        self.frame = ""

    async def attach(self) -> None:
        """Before the page is opened."""
        tree = await self._session.send("Page.getFrameTree")
        self.frame = tree["frameTree"]["frame"]["id"]
        self._session.on("Runtime.executionContextCreated", self._created)
        self._session.on("Runtime.bindingCalled", self._called)
        await self._session.send("Runtime.enable")
        await self._session.send("Runtime.addBinding", {"name": self.binding})

    async def take_control(self) -> None:
        """Fetch the control object and remove it from the page. The page has said ``ready`` before."""
        text = f"(() => {{ const c = globalThis['{self.offered}']; delete globalThis['{self.offered}']; return c; }})()"
        answer = await self._session.send("Runtime.evaluate", {"expression": text})
        self._control = answer.get("result", {}).get("objectId", "")
        if not self._control:
            raise Unreachable("the host's page did not start; run 'minispect doctor'")

    async def watch(self, function: str) -> int:
        """Run a function in a world of its own, with the name of the binding by which it tells what a touch hit.

        Must be done before the program starts, so that no listener of it comes first. Returns the world's id.
        """
        world = "_" + secrets.token_hex(8)
        await self._session.send("Runtime.addBinding", {"name": self._watch, "executionContextName": world})
        made = await self._session.send("Page.createIsolatedWorld", {"frameId": self.frame, "worldName": world})
        self._watcher = int(made["executionContextId"])
        call = {"functionDeclaration": function, "arguments": [{"value": self._watch}]}
        await self._session.send("Runtime.callFunctionOn", {"executionContextId": self._watcher, **call})
        return self._watcher

    async def control(self, method: str, *arguments: Any) -> Any:
        """Call a method of the control object; waits for its promise. Raises Gone."""
        if self.left:
            raise Gone(_LEFT)
        try:
            answer = await self._session.send(
                "Runtime.callFunctionOn",
                {
                    "objectId": self._control,
                    "functionDeclaration": "function (name, ...given) { return this.run(name, given); }",
                    "arguments": [{"value": method}, *({"value": argument} for argument in arguments)],
                    "returnByValue": True,
                    "awaitPromise": True,
                },
            )
        except PlaywrightError as error:
            first = error.message.splitlines()[0]
            raise Gone(_LEFT if self.left else f"the page of the mini program is gone: {first}") from None
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details.get("text", "")
            _log.debug("control.%s failed: %s", method, text)
            return None
        found = answer.get("result", {}).get("value")
        return found.get("value") if isinstance(found, dict) else None

    def _created(self, event: dict[str, Any]) -> None:
        context = event["context"]
        data = context.get("auxData") or {}
        if data.get("frameId") != self.frame or not data.get("isDefault") or data.get("type") != "default":
            return
        if self._control:
            # A second document in our page's place: nothing that it says is the host's.
            self.left = True
        else:
            self._context = context["id"]

    def _called(self, event: dict[str, Any]) -> None:
        if event["name"] == self._watch and event["executionContextId"] == self._watcher:
            if self._touched is not None:
                self._touched(event["payload"])
            return
        if event["name"] != self.binding:
            return
        if event["executionContextId"] != self._context:
            self.forged += 1
            return
        try:
            message = json.loads(event["payload"])
        except (ValueError, RecursionError):
            self.forged += 1
            return
        if isinstance(message, dict):
            self._receive(message)
