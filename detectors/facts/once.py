"""Facts are worked out once for a recording, however many checks ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from recording.recording import Recording

T = TypeVar("T")


def once(function: Callable[[Recording], T]) -> Callable[[Recording], T]:
    """Remember the answer for as long as the recording lives."""
    known: WeakKeyDictionary[Recording, Any] = WeakKeyDictionary()

    @wraps(function)
    def wrapper(recording: Recording) -> T:
        if recording not in known:
            known[recording] = function(recording)
        return cast(T, known[recording])

    return wrapper
