"""The screen book of DevTools (``config/screens_devtools.toml``): windows, what presses them, places of its cli."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from crawler.drivers.android.book import Window, plain
from recording.data import config_path


class Book(BaseModel):
    """The whole file. ``as_of`` is its date."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str
    window: tuple[Window, ...]
    contract: tuple[str, ...]
    """Titles of the page that shows the platform's guidelines."""
    press: Mapping[str, Mapping[str, str]]
    """Kind of a window -> role of a button -> action of ``Tool.native``."""
    settings: tuple[str, ...]
    """Where its settings file may lie, as patterns below the user's home."""
    cli: Mapping[str, tuple[str, ...]]
    """``sys.platform`` -> places of the command line tool, likeliest first."""


@cache
def book() -> Book:
    """Raises pydantic.ValidationError for a book of another shape."""
    return Book.model_validate(tomllib.loads(config_path("screens_devtools.toml").read_text(encoding="utf-8")))


@cache
def contract() -> Window:
    """The guidelines of the platform, which cover the program until their arrow is pressed."""
    return Window(
        id="contract", kind="contract", titles=book().contract, refuse=(), accept=(), needs=(), source="screen book"
    )


def modal(title: str, content: str, confirm: str, cancel: str, call: str = "") -> Window:
    """A ``wx.showModal`` that the app service told of: its words are the program's, so each has an entry of its own."""
    headings = tuple(f"^{re.escape(plain(text)[:24])}" for text in (title, content) if plain(text))
    return Window(
        id="modal",
        kind="modal",
        titles=headings or ("^$",),
        refuse=(cancel,) if cancel else (),
        accept=(confirm,),
        needs=("accept",),
        call=call,
        source="told by the app service",
    )
