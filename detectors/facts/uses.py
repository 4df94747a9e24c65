"""Every use of a privacy interface that the platform gates, with how the platform answered."""

from dataclasses import dataclass

from detectors.facts import interfaces, updates
from detectors.facts.once import once
from recording.event import Event
from recording.recording import Recording

UNDECLARED, BANNED = 112, (1025, 1026)
_BANNED_TEXT = ("privacy api banned", "announce your privacy usage")


@dataclass(frozen=True)
class Use:
    """One call. ``key`` is the guidelines key that must be declared for it."""

    event: Event
    end: Event | None
    api: str
    kind: str
    key: str

    @property
    def undeclared(self) -> bool:
        """Refused because the guidelines do not declare its kind."""
        return self.end is not None and self.end.data.get("errno") == UNDECLARED

    @property
    def banned(self) -> bool:
        """Refused because all of the program's privacy interfaces are banned."""
        if self.end is None:
            return False
        said = str(self.end.data.get("err_msg", "")).casefold()
        return self.end.data.get("errno") in BANNED or any(text in said for text in _BANNED_TEXT)


@once
def uses(recording: Recording) -> tuple[Use, ...]:
    """In order. What was asked of an interface while the inspection itself kept its kind undeclared is left out."""
    ends = {(e.run, str(e.data.get("id"))): e for e in recording.of("call") if e.data.get("phase") == "end"}
    found = []
    for event in recording.of("call"):
        if event.data.get("phase") != "begin":
            continue
        api = str(event.data.get("api", ""))
        row = interfaces.gated(scoped(api, event.data.get("args")))
        if row is not None and not updates.withheld(recording, event, row[0]):
            found.append(Use(event, ends.get((event.run, str(event.data.get("id")))), api, *row))
    return tuple(found)


def scoped(api: str, args: object) -> str:
    """``wx.authorize`` counts for the scope it asks."""
    first = args[0] if isinstance(args, list) and args else args
    scope = first.get("scope") if isinstance(first, dict) else None
    return f"{api}({scope})" if api == "wx.authorize" and scope else api
