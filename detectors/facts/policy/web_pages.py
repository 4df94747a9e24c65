"""The words of a policy that is shown in a ``web-view``: a tree cannot see into it, but its document came through the
proxy."""

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from recording.decoding import Decoder
from recording.event import Event
from recording.recording import Recording
from recording.sight import words

ENOUGH = 200
"""Characters; a document with fewer is filled by scripts, which only its picture shows."""
_LIMIT = 2_000_000
_UNSEEN = frozenset({"script", "style", "noscript", "template", "title", "svg", "select", "textarea"})
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "font", "i", "label", "mark", "small", "span", "strong", "u"})
_ELSEWHERE = frozenset({"iframe", "frame", "object", "embed", "img", "canvas"})
"""What may hold words that are not in the document's own text."""


@dataclass(frozen=True)
class WebPage:
    """A document as text, a line for each block. ``whole``: nothing of it stands in pictures, frames or other texts."""

    text: str
    whole: bool
    flow: Event


def web_page(recording: Recording, note: Event) -> WebPage | None:
    """The document that a policy note's ``web-view`` was answered with; None where it holds no readable text."""
    address = _address(str(note.data.get("url", "")))
    if note.data.get("source") != "webview" or not address[0]:
        return None
    for event in recording.of("flow"):
        flow = recording.flow(event)
        if _address(flow.url) != address or flow.status != 200 or "html" not in flow.content_type.casefold():
            continue
        parser = _Words()
        parser.feed(_body(recording, event))
        parser.close()
        if len("".join(parser.text.split())) >= ENOUGH:
            return WebPage(parser.text, not parser.more, event)
    return None


def _address(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ("", "", "")
    return (parts.netloc.casefold().removesuffix(":443"), parts.path or "/", parts.query)


def _body(recording: Recording, event: Event) -> str:
    flow = recording.flow(event)
    try:
        raw = recording.blob(flow.response_body, _LIMIT)
    except OSError:
        return ""
    headers = {name.casefold(): value for name, value in flow.response_headers}
    whole = next(iter(Decoder(_LIMIT).body(raw, "", headers.get("content-encoding", ""))), None)
    data = whole.data if whole is not None else b""
    for charset in ("utf-8", "gb18030"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


class _Words(HTMLParser):
    """Collects what a reader sees, and whether there may be more than that."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.more = False
        self._lines: list[str] = [""]
        self._unseen = 0
        self._link: str | None = None

    @property
    def text(self) -> str:
        lines = (" ".join(line.split()) for line in self._lines)
        return "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its name is the parser's)
        self._unseen += tag in _UNSEEN
        self.more = self.more or tag in _ELSEWHERE
        if tag == "a":
            self._link = ""
        if tag not in _INLINE:
            self._lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag == "a" and self._link is not None:
            other = "《" in self._link or words.mentions(self._link, "notice")
            self.more = self.more or (other and not words.mentions(self._link, "terms"))
            self._link = None
        if tag not in _INLINE:
            self._lines.append("")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self._lines[-1] += data
        if self._link is not None:
            self._link += data
