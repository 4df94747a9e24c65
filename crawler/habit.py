"""One thing that a user does again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Habit:
    """A page, and what is pressed on it (nothing: the page itself asks or takes when it is opened). ``then``: the
    program's own button that stands on what the press opened, and that asks."""

    page: str
    text: str = ""
    query: str = ""
    then: str = ""
