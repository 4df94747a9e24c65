"""What was switched on and not off is watched after its page was left, and nothing else costs any time."""

from typing import Any

import pytest

from crawler.left_on import IDLE_MS, WATCH_MS
from crawler.runs import walk
from recording.recording import Recording


async def no_fence() -> None:
    return None


async def walked(kit: Any, *heard: tuple[str, bool], took: bool = False, **more: Any) -> list[Any]:
    """A small walk during which the program made these calls, each with whether it worked; what was done. ``took``: the
    last of them handed out something of the user."""
    page = "b/b"
    program = kit.Program(
        {
            "a/a": lambda w: [kit.Item(kit.prose), kit.Item("语音", on="b/b")],
            "b/b": lambda w: [kit.Item(kit.prose), kit.Item("按住说话", on=lambda w: None)],
        },
        **more,
    )
    log = kit.log()

    class Telling(kit.Driver):
        async def calls(self) -> list[Any]:
            found = []
            for number, (api, ok) in enumerate(heard):
                data = {"id": f"c{number}", "api": api}
                found.append(self.log.add("call", {**data, "phase": "begin"}, page=page))
                planted = ("agree.1",) if took and number == len(heard) - 1 else ()
                ended = {**data, "phase": "end", "ok": ok, "planted": planted}
                found.append(self.log.add("call", ended, page=page))
            return found

    await walk(Telling(log, program), log, kit.plan(program, "agree"), fence=no_fence, plant=lambda *a: "")
    log.close()
    recording = Recording(log.root)
    return [recording.action(e) for e in recording.of("action")]


def watched(actions: list[Any]) -> bool:
    last = actions[-1]
    return bool(last.type == "advance" and last.purpose == "settle" and last.value == str(WATCH_MS))


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ((("RecorderManager.start", True),), True),
        ((("wx.startAccelerometer", True),), True),
        ((("RecorderManager.start", True), ("RecorderManager.stop", True)), False),
        ((("wx.startCompass", True), ("wx.stopAccelerometer", True)), True),
        ((("RecorderManager.start", False),), False),
        ((("wx.request", True),), False),
        ((), False),
    ],
)
async def test_only_what_goes_on_is_watched(kit: Any, heard: Any, expected: bool) -> None:
    assert watched(await walked(kit, *heard)) is expected


async def test_the_page_it_was_switched_on_on_is_left_first(kit: Any) -> None:
    actions = await walked(kit, ("RecorderManager.start", True))
    assert watched(actions)
    went = [a.type for a in actions if a.type != "advance"]
    assert went[-1] == "back"


async def test_a_target_whose_clock_stands_is_left_alone(kit: Any) -> None:
    actions = await walked(kit, ("RecorderManager.start", True), refuses=frozenset({"advance"}))
    assert not any(a.type == "advance" for a in actions)


async def test_two_minutes_go_by_where_something_of_the_user_was_taken(kit: Any) -> None:
    actions = await walked(kit, ("wx.getLocation", True), took=True)
    still = [int(a.value) for a in actions[-len(IDLE_MS) :] if (a.type, a.purpose) == ("advance", "idle")]
    assert sum(still) >= 4 * 30_000
