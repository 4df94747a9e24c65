"""A run leaves a consistent log however it ends."""

import asyncio
from typing import Any

import pytest

from crawler.driver import Gone, Lost, Unreachable
from crawler.plan import Progress, RunPlan
from crawler.runs import walk
from recording.recording import Recording


async def no_fence() -> None:
    return None


def program(kit: Any) -> Any:
    return kit.Program({"a/a": lambda w: [kit.Item(kit.prose), kit.Item("更多", on=lambda w: None)]})


async def test_an_interrupted_run_says_so(kit: Any) -> None:
    log = kit.log()

    class Interrupting(kit.Driver):
        async def perform(self, action: Any) -> Any:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        driver = Interrupting(log, program(kit))
        await walk(driver, log, kit.plan(program(kit)), fence=no_fence, plant=lambda *a: "")
    log.close()
    recording = Recording(log.root)
    assert recording.notes("run.end")[0].data["reason"] == "interrupted"
    assert recording.notes("coverage") and not recording.damage


async def test_a_target_that_cannot_start_is_told_and_raised(kit: Any) -> None:
    log = kit.log()

    class Dead(kit.Driver):
        async def open(self, start: Any) -> None:
            raise Unreachable("no such program")

    with pytest.raises(Unreachable):
        await walk(Dead(log, program(kit)), log, kit.plan(program(kit)), fence=no_fence, plant=lambda *a: "")
    log.close()
    assert Recording(log.root).notes("run.end")[0].data["reason"] == "unreachable"


@pytest.mark.parametrize("during", ["perform", "open"])
async def test_a_tool_that_went_away_is_no_death_of_the_program(kit: Any, during: str) -> None:
    """No new launch helps, in this run or the next: it is told at once, and nothing of it is the program's."""
    log = kit.log()

    class Leaving(kit.Driver):
        async def open(self, start: Any) -> None:
            if during == "open" and start.number > 1:
                raise Lost("the tool closed the connection")
            await super().open(start)

        async def perform(self, action: Any) -> Any:
            raise Lost("the tool closed the connection") if during == "perform" else Gone("the program died")

    with pytest.raises(Lost):
        await walk(Leaving(log, program(kit)), log, kit.plan(program(kit)), fence=no_fence, plant=lambda *a: "")
    log.close()
    recording = Recording(log.root)
    assert recording.notes("run.end")[0].data["reason"] == "unreachable"
    assert recording.of("screen")
    assert bool(recording.of("error")) == (during == "open"), "only the program's own death is written down as one"


async def test_a_target_that_hangs_ends_the_run(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.hand.HANG", 0.05)
    log = kit.log()

    class Hanging(kit.Driver):
        async def perform(self, action: Any) -> Any:
            await asyncio.Event().wait()

    summary = await walk(Hanging(log, program(kit)), log, kit.plan(program(kit)), fence=no_fence, plant=lambda *a: "")
    assert summary.reason == "stuck"


async def test_progress_names_run_page_and_time_left(kit: Any) -> None:
    told: list[Progress] = []
    log = kit.log()
    driver = kit.Driver(log, program(kit))
    await walk(driver, log, kit.plan(program(kit)), fence=no_fence, plant=lambda *a: "", progress=told.append)
    assert told[-1].run == "refuse" and told[-1].page == "a/a"
    assert (told[-1].done, told[-1].total) == (1, 1)
    assert 0 < told[-1].seconds_left <= 120


async def test_the_entry_of_the_profile_is_used_at_each_cold_start(kit: Any) -> None:
    walked = await kit.walk(program(kit), entry="a/a", query="table=7", scene=1011)
    start = walked.driver.starts[0]
    assert (start.path, start.query, start.scene, start.fresh) == ("a/a", "table=7", 1011, True)
    note = walked.recording.notes("start")[0]
    assert note.data["number"] == 1 and note.data["purpose"] == "explore"


def test_steps_grow_with_the_program_and_the_budget() -> None:
    small, large = RunPlan("refuse", ("a",) * 5), RunPlan("refuse", ("a",) * 30)
    assert small.steps < large.steps < RunPlan("refuse", ("a",) * 30, budget=600).steps
    assert RunPlan("refuse").answer == "refuse" and RunPlan("something else").answer == "refuse"
