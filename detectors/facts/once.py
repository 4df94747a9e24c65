"""Facts are worked out once for a recording, however many checks ask."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from recording.recording import Recording

T = TypeVar("T")


def once(function: Callable[[Recording], T]) -> Callable[[Recording], T]:
    """Remember the answer with the recording itself, and so for as long as it lives."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def wrapper(recording: Recording) -> T:
        known: dict[str, Any] = recording.__dict__.setdefault("_facts", {})
        if name not in known:
            known[name] = function(recording)
        return cast(T, known[name])

    return wrapper
