"""The program's own privacy policy: found, opened, scrolled through, and kept as text."""

from typing import Literal

from crawler.hand import Hand
from crawler.view import View
from crawler.words import Care, forbidden, policy_link, unfolds
from recording.sight import words
from recording.sight.controls import Control
from recording.tree import Node

ENOUGH = 200
"""Characters; with fewer the policy counts as not read."""
SCROLLS = 40
FOLDS = 12
"""Sections opened and pages turned to, of one policy."""
_DRAWN = frozenset({"image", "cover-image", "canvas"})
_FULL = 0.85
"""Of the longest line: one as long goes on in the next."""
_FOLD_ROLES = ("link", "browse", "account", "other")
_NO_FOLD = ("agree", "refuse", "grant", "login", "withdraw", "exit", "terms")
TRIES = 3
Source = Literal["page", "contract", "webview", "document"]


class Policy:
    """Reads the policy once in a run, wherever a link to it turns up."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._tried: set[tuple[str, bool, str]] = set()
        """Page, whether the link stood on something that asks, and its words."""
        self._guides = 0
        """Links that showed the platform's guidelines: none of them says anything of the program's own policy."""
        self._read: set[str] = set()

    async def look(self) -> None:
        """Open the policy when the current view has a link to it that was not followed yet."""
        link = self._link(self._hand.view)
        if link is None:
            return
        self._tried.add(_place(self._hand.view, link))
        await self._follow(link)

    def _link(self, view: View) -> Control | None:
        if view.tree.exited or self._read & {"page", "document"} or len(self._tried) - self._guides >= TRIES:
            return None
        links = (c for c in view.controls if c.role in ("link", "browse", "account", "other"))
        named = (c for c in links if (words.says(c.text, "notice") and len(c.text) <= 40) or policy_link(c.text))
        return next((c for c in named if self._worth(view, c)), None)

    def _worth(self, view: View, link: Control) -> bool:
        """The same words elsewhere may lead elsewhere; those of popups that lead to the guidelines go on doing so."""
        place = _place(view, link)
        return place not in self._tried and not (place[1] and self._guides >= TRIES)

    async def _follow(self, link: Control) -> None:
        hand, before = self._hand, self._hand.view
        after = await hand.press(link, "policy")
        if after.face == before.face or after.tree.exited:
            self._note(before, link, _source(after) if after.page != before.page else "document", "", [after.seq])
            return
        guide = _source(after) == "contract"
        self._guides += guide
        if guide and "contract" in self._read:
            await self._return(before)
            return
        text, screens = await self._through(before, after)
        if _source(after) == "page" and after.tree.source != "ocr" and _fold(after, text, set()) is not None:
            text, screens = await self._unfolded(after, text, screens)
        self._note(after, link, "document" if _pictured(after) else _source(after), text, screens)
        await self._return(before)

    async def _through(self, before: View, view: View) -> tuple[str, list[int]]:
        """All its lines from top to bottom; equal cells of a table stay apart."""
        behind = {(n.text, n.rect) for n in before.tree.nodes} if view.page == before.page else set()
        lines: list[str] = []
        screens = [view.seq]
        for _ in range(SCROLLS):
            shown = _lines(view, behind)
            if _source(view) == "webview":
                # A tree cannot see into a web page; its picture can be read.
                shown += await self._hand.read()
            elif _pictured(view):
                shown += _joined(await self._hand.read())
            fresh = [line for line in shown if line not in lines]
            lines = merged(lines, shown)
            if not fresh or not self._hand.can("scroll"):
                break
            view = await self._hand.scroll(view.tree.viewport[1] * 0.8, "policy")
            screens.append(view.seq)
        return "\n".join(lines), screens

    async def _unfolded(self, first: View, text: str, screens: list[int]) -> tuple[str, list[int]]:
        """The text with the sections that open at a tap, and with the pages that it goes on to."""
        hand, pressed = self._hand, set[tuple[str, str]]()
        if len(screens) > 1 and hand.view.tree.scroll_top > 0:
            await hand.scroll(-hand.view.tree.scroll_top, "policy")
        while len(pressed) < FOLDS:
            view = hand.view
            fold = _fold(view, text, pressed)
            if fold is None:
                if view.page == first.page or len(view.tree.stack) <= len(first.tree.stack):
                    break
                await hand.back("policy")
                continue
            pressed.add((view.page, words.normal(fold.text)))
            after = await hand.press(fold, "policy")
            screens = [*screens, after.seq]
            if after.tree.exited or any(n.dialog for n in after.tree.nodes) or _source(after) != "page":
                break
            lines, shown = text.split("\n"), _lines(after, set())
            if after.page != view.page:
                more, seen = await self._through(view, after)
                screens, shown = [*screens, *seen[1:]], more.split("\n")
            text = "\n".join(shown if set(lines) <= set(shown) else merged(lines, shown))
        return text, screens

    def _note(self, view: View, link: Control, source: Source, text: str, screens: list[int]) -> None:
        readable = len("".join(text.split())) >= ENOUGH
        if readable:
            self._read.add(source)
        log = self._hand.log
        path = log.text(f"policy-{log.run}-{len(self._tried)}.txt", text) if text else ""
        frame = next((n for n in view.tree.nodes if n.tag == "web-view"), None)
        log.note(
            "policy",
            page=view.page,
            path=path,
            source=source,
            title=view.tree.title or link.text[:100],
            link=link.text[:100],
            url=str(frame.attrs.get("src", "")) if frame is not None else "",
            readable=readable,
            chars=len(text),
            screens=screens,
            start=log.start,
        )

    async def _return(self, before: View) -> None:
        """Back to where the link was, by the close mark of a dialog or the system's back."""
        for _ in range(3):
            view = self._hand.view
            if view.tree.exited or (view.page == before.page and len(view.tree.stack) <= len(before.tree.stack)):
                if _source(view) != "contract":
                    return
                marks = [c for c in view.controls if c.node.dialog and c.role in ("back", "close", "refuse")]
                if marks:
                    await self._hand.press(marks[0], "policy")
                    continue
            await self._hand.back("policy")


def _fold(view: View, text: str, pressed: set[tuple[str, str]]) -> Control | None:
    """What opens more of a policy; where hardly anything of it is shown, whatever leads on at all."""
    short = len("".join(text.split())) < ENOUGH
    for control in view.controls:
        said = control.text.strip()
        own = control.node.surface == "app" and not control.node.dialog and control.role in _FOLD_ROLES
        if not own or not 2 <= len(said) <= 40 or (view.page, words.normal(said)) in pressed:
            continue
        if (short or unfolds(said)) and not words.says(said, *_NO_FOLD) and not forbidden(said, Care()):
            return control
    return None


def merged(kept: list[str], shown: list[str]) -> list[str]:
    """Lines read so far and those of the next screen, which begins with some of the last; without such an overlap only
    lines not seen yet are added."""
    for number in range(min(len(kept), len(shown)), 0, -1):
        if kept[-number:] == shown[:number]:
            return kept + shown[number:]
    known = set(kept)
    return kept + [line for line in shown if line not in known]


def _place(view: View, link: Control) -> tuple[str, bool, str]:
    over = any(link.node.id == c.node.id for surface in view.asking for c in surface.controls)
    return (view.page, over, words.normal(link.text))


def _source(view: View) -> Source:
    if any(n.attrs.get("data-mi-type") == "contract" for n in view.tree.nodes):
        return "contract"
    return "webview" if any(n.tag == "web-view" for n in view.tree.nodes) else "page"


def _pictured(view: View) -> bool:
    """Whether a page shows its words as a picture, which no tree can see into."""
    width, height = view.tree.viewport
    drawn = [n for n in view.tree.nodes if n.tag in _DRAWN and n.surface == "app"]
    seen = sum(n.rect[2] * max(min(n.rect[1] + n.rect[3], height) - max(n.rect[1], 0), 0) for n in drawn)
    said = sum(len(n.text) for n in view.tree.nodes if n.surface == "app")
    return view.tree.source != "ocr" and said < ENOUGH and seen >= width * height / 2


def _joined(lines: list[str]) -> list[str]:
    """Lines of a picture as sentences: one that fills the width without an end goes on in the next."""
    longest = max((_width(line) for line in lines), default=0)
    found: list[str] = []
    goes_on = False
    for line in lines:
        found[-1:] = [found[-1] + line] if goes_on else [*found[-1:], line]
        goes_on = _width(line) >= _FULL * longest and not line.rstrip().endswith(("。", "；", "：", "！", "."))
    return found


def _width(line: str) -> float:
    """As it is printed: Latin letters and figures take half a place."""
    return sum(0.5 if c.isascii() else 1.0 for c in line)


def _lines(view: View, behind: set[tuple[str, tuple[float, float, float, float]]]) -> list[str]:
    source = _source(view)
    own = [n for n in view.tree.nodes if (n.sentence or n.text) and not n.inline and _belongs(n, source)]
    fresh = [node for node in own if (node.text, node.rect) not in behind]
    return [line for node in fresh for line in (node.sentence or node.text).split("\n")]


def _belongs(node: Node, source: Source) -> bool:
    if source == "contract":
        return node.surface == "platform" and (bool(node.dialog) or node.part == "dialog")
    return node.surface == "app"
