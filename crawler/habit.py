"""One thing that a user does again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Habit:
    """A page, and what is pressed on it (nothing: the page itself asks or takes when it is opened)."""

    page: str
    text: str = ""
    query: str = ""
