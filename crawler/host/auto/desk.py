"""What a method of the protocol works with, and the shape of such a method."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.host.auto.program import AutoProgram

Params = Mapping[str, Any]
Result = dict[str, Any]


@dataclass
class Desk:
    """One served program. ``closed`` is set when a client has closed the tool."""

    program: AutoProgram
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    logging: bool = False
    """A client has asked for the console (``App.enableLog``)."""
    kinds: set[str] = field(default_factory=set)
    """Kinds of recorded events that a client has asked for (``Minispect.enable``)."""


Method = Callable[[Desk, Params], Awaitable[Result]]
