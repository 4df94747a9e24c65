"""How an attempt ended, and whether there is another one."""

from datetime import timedelta
from typing import Literal

from minispect.exits import Exit

Ending = Literal["done", "failed", "unreachable", "interrupted", "overtime", "stopped"]
"""``done``: a pack was made and judged. ``failed``: trying again would not help. ``unreachable``: exit code 3.
``interrupted``: killed, crashed or the machine went off. ``overtime``: took longer or more memory than allowed.
``stopped``: on a person's word, or because the scheduler was stopped."""

FIRST, LONGEST = timedelta(minutes=5), timedelta(hours=2)
MOST_ATTEMPTS: dict[Ending, int] = {"unreachable": 5, "interrupted": 4, "overtime": 2}
"""Attempts in all before a run is given up; a scan that took too long once will mostly do so again."""


def ending(code: int) -> Ending:
    """What the exit code of a scan says; a negative one is the signal that killed it."""
    if code in (Exit.CLEAN, Exit.VIOLATIONS, Exit.INCOMPLETE):
        return "done"
    if code == Exit.UNREACHABLE:
        return "unreachable"
    return "failed" if code in (Exit.WRONG_USE, Exit.SEAL_FAILED) else "interrupted"


def wait(how: Ending, attempts: int, first: timedelta = FIRST) -> timedelta | None:
    """How long to wait for the next attempt after ``attempts`` of them, doubling; None when there is none.

    What was interrupted from outside is done again at once the first time.
    """
    if attempts >= MOST_ATTEMPTS.get(how, 0):
        return None
    if how == "interrupted" and attempts == 1:
        return timedelta(0)
    return min(first * (1 << (attempts - 1)), LONGEST)
