"""What a project's templates say answers a tap: the way in where the protocol's elements never answer.

A page's own template and what it imports are read as written; what stands in a custom component's template belongs to
the component, and no page's function can be called for it.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Protocol

_NAME = re.compile(r"^[A-Za-z_][\w-]*$")
_TAP = re.compile(r"^(?:capture-)?(?:mut-)?(?:bind|catch):?(tap|input|change|confirm)$")
_HANDLER = re.compile(r"^[A-Za-z_$][\w$]*$")
_DEPTH = 5


class Source(Protocol):
    """A file of the program."""

    def read_bytes(self) -> bytes: ...


@dataclass(frozen=True)
class Bound:
    """An element with a listener. ``selector`` is how ``wx.createSelectorQuery`` finds all its copies."""

    selector: str
    event: str
    handler: str
    tag: str = ""
    open_type: str = ""
    url: str = ""
    """Of a navigator."""
    kind: str = ""
    """Of a navigator: how it opens (``open-type``)."""


def bound(files: Mapping[str, Source], page: str) -> tuple[Bound, ...]:
    """All elements of a page's template that answer something, in their order; each selector and event once."""
    found = _read(files, f"{page}.wxml", 0)
    return tuple(dict.fromkeys(found))


def _read(files: Mapping[str, Source], name: str, depth: int) -> list[Bound]:
    source = files.get(name)
    if source is None or depth > _DEPTH:
        return []
    parsed = _parsed(source.read_bytes().decode("utf-8", "replace"))
    found = list(parsed.bound)
    for other in parsed.others:
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), other)).lstrip("/")
        found += _read(files, path if path.endswith(".wxml") else f"{path}.wxml", depth + 1)
    return found


def answering(files: Mapping[str, Source], template: str, tag: str, name: str, classes: str) -> tuple[str, ...]:
    """Events that an element of a template (a page's path or a component's) answers, by what it is called there."""
    worn = {f".{part}" for part in classes.split()}
    found = []
    for one in bound(files, template):
        parts = {f".{part}" for part in one.selector.split(".") if part} if one.selector.startswith(".") else set()
        bare = one.selector == tag and not classes and not name
        if one.selector == f"#{name}" or bare or (parts and parts <= worn and one.tag == tag):
            found.append(one.event)
    return tuple(dict.fromkeys(found))


class _Template(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.bound: list[Bound] = []
        self.others: list[str] = []
        """Imported and included templates."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("import", "include") and given.get("src"):
            self.others.append(given["src"])
            return
        selector = _selector(tag, given)
        if not selector:
            return
        kind = given.get("open-type", "")
        if kind and tag != "navigator":
            self.bound.append(Bound(selector, "tap", "", tag, kind))
        if tag == "navigator":
            self.bound.append(Bound(selector, "tap", "", tag, "", given.get("url", ""), kind or "navigate"))
        for name, value in given.items():
            event = _TAP.match(name)
            if event is not None and _HANDLER.match(value):
                self.bound.append(Bound(selector, event[1], value, tag, kind))


def _selector(tag: str, given: Mapping[str, str]) -> str:
    """By the id, by the classes that are no expressions, else by the tag. Values of expressions are not known here."""
    name = given.get("id", "")
    if _NAME.match(name):
        return f"#{name}"
    plain = re.sub(r"\{\{.*?\}\}", " {{}} ", given.get("class", ""), flags=re.S)
    classes = [part for part in plain.split() if _NAME.match(part)]
    if classes:
        return "".join(f".{part}" for part in classes)
    return tag if _NAME.match(tag) else ""


@cache
def _parsed(text: str) -> _Template:
    template = _Template()
    # Scripts of a template are another language.
    template.feed(re.sub(r"<wxs\b.*?(</wxs>|/>)", "", text, flags=re.S))
    template.close()
    return template
