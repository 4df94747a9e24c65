"""What may go on by itself when the walk is over is watched a while longer: a walk moves on too soon to tell a recorder
that stays on from one that is about to stop (catalogue, PRM-12: more than five seconds), or a timer that a press
started and that takes the position over and over (MIN-03: two minutes with nothing done)."""

from crawler.driver import Unsupported
from crawler.hand import Hand, OutOfTime
from recording.event import Event

WATCH_MS = 8_000
IDLE_MS = (70_000, 70_000)
"""Two minutes and more, in steps that end well within the ceiling of one."""


async def watch(hand: Hand) -> None:
    """At the end of a run: leave the page where that is still to be done, and let virtual time pass."""
    if not hand.can("advance") or _over(hand):
        return
    try:
        calls = await hand.driver.calls()
        running = _running(calls)
        if any(call.page == hand.view.page for call in running) and len(hand.view.tree.stack) > 1:
            await hand.back()
        if _over(hand):
            return
        if _took(calls):
            for milliseconds in IDLE_MS:
                await hand.pass_time(milliseconds, "idle")
        elif running:
            await hand.pass_time(WATCH_MS, "settle")
    except (Unsupported, OutOfTime):
        return


def _over(hand: Hand) -> bool:
    return hand.view.tree.exited


def _took(calls: list[Event]) -> bool:
    """Whether anything of the user was handed out in the present launch."""
    return any(c.data.get("phase") == "end" and c.data.get("planted") for c in calls)


def _running(calls: list[Event]) -> list[Event]:
    """Calls of the present launch that started something; what ends it is named ``stop`` instead of ``start``."""
    done = {str(c.data.get("id")) for c in calls if c.data.get("phase") == "end" and c.data.get("ok") is True}
    on: dict[str, Event] = {}
    for call in calls:
        owner, _, verb = str(call.data.get("api", "")).rpartition(".")
        if call.data.get("phase") != "begin":
            continue
        if verb.startswith("start") and str(call.data.get("id")) in done:
            on[f"{owner}.{verb.removeprefix('start')}"] = call
        elif verb.startswith("stop"):
            on.pop(f"{owner}.{verb.removeprefix('stop')}", None)
    return list(on.values())
