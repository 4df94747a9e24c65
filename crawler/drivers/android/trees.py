"""Asking the device for its view tree, as long as the tree can be believed."""

from collections.abc import Sequence
from dataclasses import replace

from crawler.drivers.android.book import plain
from crawler.drivers.android.device import Device
from crawler.drivers.android.helper import Helper
from crawler.drivers.android.uitree import Trust, UiTree, parse, trust
from crawler.drivers.android.windows import Found
from recording.reading import Line

_LIES = 2
"""Dumps that failed the test after which no more are asked for in a start."""
_COMMAND = "uiautomator dump /sdcard/minispect-tree.xml"
_FILE = "/sdcard/minispect-tree.xml"


class Trees:
    """``verdict`` is the last answer of the test, ``page`` the path that a node of an honest tree named."""

    def __init__(self, device: Device, density: float, helper: Helper | None = None) -> None:
        self.verdict: Trust | str = ""
        self.page = ""
        self.appid = ""
        self.raw = b""
        """The last dump as the device gave it; empty when none was asked for."""
        self._device, self._density, self._helper = device, density, helper
        self._failed = 0
        self._asked = 0
        self._last: UiTree | None = None

    async def of(self, lines: Sequence[Line]) -> UiTree | None:
        """The tree of this moment when it is honest; None otherwise, with the reason in ``verdict``."""
        self._last, self.page, self.raw = None, "", b""
        if self._failed >= _LIES:
            return None
        tree = await self._dump()
        self._asked += 1
        # The first tree is asked for twice: a scrambled one differs each time.
        again = await self._dump() if self._asked == 1 and tree is not None else None
        found = trust(tree, again, lines)
        self.verdict = found
        if found in ("honest", "opaque"):
            self._failed = 0
            self._last = tree
        else:
            self._failed += 1
            return None
        if tree is not None:
            self.page, self.appid = tree.page, tree.appid or self.appid
        return tree if found == "honest" else None

    def who_drew(self, window: Found) -> Found:
        """Tell the platform's own window from one that the program drew, when the tree can say."""
        tree = self._last
        if window.drawn == "native" or tree is None:
            return window
        title = plain(window.title)
        own = [n for n in tree.nodes if plain(n.text) and (plain(n.text) in title or title in plain(n.text))]
        if any(not n.web for n in own):
            return replace(window, drawn="native")
        if own or tree.opaque:
            # It stands within the engine's view, or nowhere but in that view's picture.
            return replace(window, drawn="page")
        return window

    async def _dump(self) -> UiTree | None:
        if self._helper is not None and (told := await self._helper.tree()) is not None:
            self.raw = told.encode()
            return parse(told, self._density)
        said = await self._device.sh(f"rm -f {_FILE}; {_COMMAND}; cat {_FILE}", limit=25)
        self.raw = said.out.encode()
        return parse(said.out, self._density)
