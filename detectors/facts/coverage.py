"""How far the inspection got, and whether that is enough to say "nothing was seen" (A.1, coverage floor)."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from detectors.facts import sockets, walk_end
from detectors.facts.once import once
from detectors.verdict import Check, Text
from recording import completeness
from recording.recording import Recording

PAGES = 0.9
STATES = 40
PHASE_MS = 60_000


@dataclass(frozen=True)
class Coverage:
    """Numbers of all runs together."""

    declared: int
    visited: int
    walked: int
    states: int
    runs: tuple[str, ...]
    ended: tuple[str, ...]
    """Runs that came to their own end: not interrupted, not unreachable, log not cut off."""
    idle_ms: int
    hidden_ms: int
    scopes_granted: frozenset[str]
    scopes_refused: frozenset[str]
    scopes_asked: frozenset[str]
    damaged: bool
    capture: str
    """How much of a device's traffic could be read; empty where all of it always is."""
    left: tuple[str, ...]
    """Declared pages that no run came to."""
    unseen: int
    """Requests that succeeded without passing the proxy: what they carried is not known."""
    untried: Text | None = None
    """What the walk left, where nobody told how many pages there are; None where it left nothing."""

    @property
    def share(self) -> float:
        return self.visited / self.declared if self.declared else 0

    @property
    def narrow(self) -> Text | None:
        """Why too little of the program was seen to say that something is nowhere; None when enough was."""
        if self.share >= PAGES or self.states >= STATES:
            return None
        if self.declared:
            return Text(
                zh=f"只看到 {self.visited}/{self.declared} 个页面、{self.states} 个状态",
                en=f"only {self.visited} of {self.declared} pages and {self.states} states were seen",
            )
        if self.untried is None:
            return None
        return Text(
            zh=f"只看到 {self.states} 个状态，页面总数未知，且{self.untried.zh}",
            en=f"only {self.states} states were seen, of an unknown number of pages, and {self.untried.en}",
        )

    @property
    def missing(self) -> tuple[Text, ...]:
        """What the floor lacks; empty when "nothing seen" may be said."""
        found = [self.narrow] if self.narrow is not None else []
        for run, zh, en in (("agree", "同意", "agreeing"), ("refuse", "拒绝", "refusing")):
            if run not in self.ended:
                found.append(Text(zh=f"缺少完整的“{zh}”运行", en=f"no complete run {en}"))
        found += _short(self.idle_ms, self.hidden_ms)
        found += [
            Text(zh=f"权限 {s} 未同时测试允许和拒绝", en=f"scope {s} was not both granted and refused")
            for s in sorted(self.scopes_asked - (self.scopes_granted & self.scopes_refused))
        ]
        if self.capture in ("hosts", "none"):
            found.append(Text(zh="设备的 HTTPS 内容不可读", en="HTTPS contents of the device were not readable"))
        if self.damaged:
            found.append(Text(zh="记录不完整", en="the recording is damaged"))
        if self.unseen:
            text = Text(zh=f"{self.unseen} 个请求未经代理", en=f"{self.unseen} requests did not pass the proxy")
            found.append(text)
        return tuple(found)

    @property
    def enough(self) -> bool:
        return not self.missing

    @property
    def numbers(self) -> dict[str, float]:
        return {
            "pages_declared": self.declared,
            "pages_visited": self.visited,
            "pages_walked": self.walked,
            "states": self.states,
            "runs_complete": len(self.ended),
            "idle_ms": self.idle_ms,
            "hidden_ms": self.hidden_ms,
            "scopes_asked": len(self.scopes_asked),
            "scopes_granted": len(self.scopes_granted),
            "scopes_refused": len(self.scopes_refused),
        }


def reached(meta: Check, recording: Recording) -> Coverage:
    """How far the inspection got for one check: one that goes by what was shown lacks no request that stayed unread."""
    whole = coverage(recording)
    return whole if meta.by_requests else replace(whole, capture="")


def unwaited(recording: Recording, runs: Collection[str]) -> tuple[Text, ...]:
    """Whether nobody was away for a minute in any of these runs: a statistics kit counts a visit anew only after half a
    minute away."""
    notes = [n for n in recording.notes("coverage") if n.run in runs]
    return _short(PHASE_MS, max((int(n.data.get("hidden_ms", 0)) for n in notes), default=0))


def _short(idle_ms: int, hidden_ms: int) -> tuple[Text, ...]:
    """Phases that were too short."""
    return tuple(
        Text(zh=f"{zh}不足 60 秒", en=f"less than 60 s {kind}")
        for kind, zh, lasted in (("idle", "静置", idle_ms), ("hidden", "后台", hidden_ms))
        if lasted < PHASE_MS
    )


@once
def coverage(recording: Recording) -> Coverage:
    notes = recording.notes("coverage")
    declared = frozenset(recording.declared_pages)
    walked = frozenset(str(p) for n in notes for p in n.data.get("walked", ()))
    direct = frozenset(str(p) for n in notes for p in n.data.get("direct", ()))
    seen = {e.page.strip("/") for e in recording.of("screen") if e.page}
    states = {str(e.data.get("state")) for e in recording.notes("state") if e.data.get("state")}
    asked = _scopes(recording)
    whole = ("done", "steps", "budget", "blocked", "exited", "")
    return Coverage(
        declared=len(declared),
        visited=len((walked | direct | seen) & declared),
        left=tuple(sorted(declared - walked - direct - seen)),
        walked=len(walked & declared),
        states=len(states),
        runs=recording.runs,
        ended=tuple(e.run for e in recording.notes("run.end") if e.data.get("reason", "") in whole),
        idle_ms=max((int(n.data.get("idle_ms", 0)) for n in notes), default=0),
        hidden_ms=max((int(n.data.get("hidden_ms", 0)) for n in notes), default=0),
        scopes_granted=frozenset(s for s, kind in asked.items() if _answered(recording, s, kind, "agree")),
        scopes_refused=frozenset(s for s, kind in asked.items() if _answered(recording, s, kind, "refuse")),
        scopes_asked=frozenset(asked),
        unseen=len(set(completeness.completeness(recording).calls_without_flow) - sockets.tied(recording)),
        capture=_capture(recording),
        untried=walk_end.untried(recording) if not declared else None,
        damaged=bool(recording.events) and any("events.jsonl" in d for d in recording.damage),
    )


def _capture(recording: Recording) -> str:
    said = recording.environment.get("capture")
    return str(said.get("level", "")) if isinstance(said, dict) else ""


def _scopes(recording: Recording) -> dict[str, str]:
    """Scopes that a window was shown for, with their data kind."""
    return {
        str(e.data["scope"]): str(e.data.get("data_kind", "")) for e in recording.of("consent") if e.data.get("scope")
    }


def _answered(recording: Recording, scope: str, kind: str, answer: str) -> bool:
    """In its own window, or in the one that joins it with the notice."""
    for event in recording.of("consent"):
        data = event.data
        if data.get("answer") != answer or not data.get("action") or data.get("style") == "settings":
            continue
        joined = data.get("name") == "privacy.answer" and data.get("style") == "coupled"
        if (data.get("name") == "scope.answer" and data.get("scope") == scope) or (
            joined and kind and data.get("data_kind") == kind
        ):
            return True
    return False
