"""Writing the proxy's records into the log, each flow tied to the call that caused it."""

from collections.abc import Callable, Iterable
from typing import Any

from interceptors.client import Record
from recording.event import Kind
from recording.log import Log

Resolve = Callable[[str], tuple[str, str] | None]
"""The host's label of a request -> id of its call and the page it was made on; None while unknown."""


class Delivery:
    """The ``receive`` of a ``Proxy``. Page and proxy speak over two channels: a flow can arrive before its
    call is known, and then waits, in order, until ``flush`` (at each fence and at the end)."""

    def __init__(self, log: Log, resolve: Resolve) -> None:
        self._log = log
        self._resolve = resolve
        self._held: list[Record] = []
        self.browser_calls: dict[str, int] = {}
        """Host -> how often Chromium asked it on its own behalf."""

    def __call__(self, record: Record) -> None:
        if record.kind == "flow":
            self._release(self._held)
            if not self._write(record, final=False):
                self._held.append(record)
        elif record.kind == "browser_call":
            host = str(record.data["host"])
            self.browser_calls[host] = self.browser_calls.get(host, 0) + 1
        else:
            self._log.add(Kind.ERROR, {"where": "proxy", "cause": "host", "message": str(record.data["message"])})

    def flush(self) -> None:
        """Write what still waits; a label that leads to no call leaves the flow without one."""
        held, self._held = self._held, []
        for record in held:
            self._write(record, final=True)

    def note_browser_calls(self) -> None:
        """Say in the log which calls of the browser itself were kept out. Once, at the end."""
        for host, count in sorted(self.browser_calls.items()):
            self._log.note("browser_call", host=host, count=count)

    def _release(self, held: Iterable[Record]) -> None:
        self._held = [record for record in held if not self._write(record, final=False)]

    def _write(self, record: Record, *, final: bool) -> bool:
        known = self._resolve(record.label) if record.label else ("", "")
        if known is None and not final:
            return False
        call, page = known or ("", "")
        data: dict[str, Any] = {**record.data, "call": call}
        blobs = [str(data.get(name) or "") for name in ("request_body", "response_body")]
        self._log.add(
            Kind.FLOW,
            data,
            page=page,
            mono_ns=int(data["started_ns"]),
            run=record.run or None,
            files=tuple(f"blobs/{name}" for name in blobs if name),
        )
        return True
