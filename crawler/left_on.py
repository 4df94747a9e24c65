"""What was switched on and not off again is watched for a while after its page was left: a walk moves on too soon to
tell a recorder that goes on from one that is about to stop (catalogue, PRM-12: more than five seconds)."""

from crawler.driver import Unsupported
from crawler.hand import Hand, OutOfTime
from recording.event import Event

WATCH_MS = 8_000


async def watch(hand: Hand) -> None:
    """At the end of a run: leave the page where that is still to be done, and let virtual time pass."""
    if not hand.can("advance") or hand.view.tree.exited:
        return
    try:
        running = _running(await hand.driver.calls())
        if any(call.page == hand.view.page for call in running) and len(hand.view.tree.stack) > 1:
            await hand.back()
        if running and not hand.view.tree.exited:
            await hand.pass_time(WATCH_MS, "settle")
    except (Unsupported, OutOfTime):
        return


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
