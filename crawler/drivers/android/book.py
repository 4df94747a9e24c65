"""The screen book: which windows and screens of WeChat and Android there are (``config/screens_android.toml``)."""

import re
import tomllib
from functools import cache

from pydantic import BaseModel, ConfigDict

from recording.data import config_path


class Window(BaseModel):
    """A window that may stand over a mini program. ``kind`` is the type of a dialog event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    titles: tuple[str, ...]
    focus: tuple[str, ...] = ()
    """Only with such a window in front; empty for windows that come without one of their own."""
    marks: tuple[str, ...] = ()
    """Further texts; ``needs`` says whether one must be there."""
    refuse: tuple[str, ...]
    accept: tuple[str, ...]
    rows: tuple[str, ...] = ()
    """Labels of rows of which a tap gives something away."""
    never: tuple[str, ...] = ()
    needs: tuple[str, ...]
    scope: str = ""
    data_kind: str = ""
    call: str = ""
    """Id of the program's call that opened it, where something told of it: two that look the same are two windows."""
    source: str


class WeChat(BaseModel):
    """WeChat's own screens: patterns of the focused window, and texts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    package: str
    launcher: str
    container: str
    list: str
    loading: str
    search: str
    permission: str
    login: str
    main_texts: tuple[str, ...]
    discover: tuple[str, ...]
    mini_programs: tuple[str, ...]
    recent_heading: tuple[str, ...]
    search_entry: tuple[str, ...]
    delete: tuple[str, ...]
    delete_confirm: tuple[str, ...]
    splash_marks: tuple[str, ...]
    splash_skip: str
    source: str


class Android(BaseModel):
    """Windows of the system itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    permission: str
    source: str


class Acts(BaseModel):
    """Verbs of what does something when it is pressed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: tuple[str, ...]
    source: str


class Book(BaseModel):
    """The whole file. ``as_of`` is its date; it goes into every recording made with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str
    window: tuple[Window, ...]
    wechat: WeChat
    android: Android
    acts: Acts


@cache
def book() -> Book:
    """Raises pydantic.ValidationError for a book of another shape."""
    data = tomllib.loads(config_path("screens_android.toml").read_text(encoding="utf-8"))
    return Book.model_validate(data)


def plain(text: str) -> str:
    """A text as titles and buttons are compared: no spaces, no punctuation, small letters."""
    return "".join(re.findall(r"[\w*]", text)).casefold()
