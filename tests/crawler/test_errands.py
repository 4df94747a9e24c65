"""A scope that one run met and the other did not is fetched by the same path."""

from typing import Any

import pytest

from crawler.errands import Errand, pursue, unmet
from recording.event import Kind
from recording.log import Log
from recording.recording import Recording


async def no_fence() -> None:
    return None


def _run(log: Log, run: str, *, scope: str = "", answer: str = "", coupled: bool = False, start: int = 1) -> None:
    log.run, log.start = run, start
    log.note("run.begin")
    log.add(Kind.ACTION, {"type": "tap", "target": {"text": "附近"}}, page="a/a")
    if scope:
        log.add(Kind.CONSENT, {"name": "scope.shown", "scope": scope, "data_kind": "location"}, page="a/a")
        tap = log.add(Kind.ACTION, {"type": "tap", "purpose": f"answer:{answer}"}, page="a/a")
        name = "privacy.answer" if coupled else "scope.answer"
        data = {"name": name, "answer": answer, "action": tap.seq, "data_kind": "location"}
        data |= {"style": "coupled"} if coupled else {"scope": scope}
        log.add(Kind.CONSENT, data, page="a/a")


def test_what_one_run_met_is_missing_in_the_other(kit: Any) -> None:
    log = kit.log()
    _run(log, "refuse")
    _run(log, "agree", scope="userLocation", answer="agree")
    assert unmet(Recording(log.root)) == {"refuse": (Errand("userLocation", "a/a", "附近", times=2, noticed=True),)}


def test_nothing_is_missing_when_both_answered_also_in_a_joined_window(kit: Any) -> None:
    log = kit.log()
    _run(log, "refuse", scope="userLocation", answer="refuse", coupled=True)
    _run(log, "agree", scope="userLocation", answer="agree")
    assert unmet(Recording(log.root)) == {"refuse": (Errand("userLocation", "a/a", "附近"),)}
    _run(log, "refuse", scope="userLocation", answer="refuse", coupled=True, start=2)
    assert unmet(Recording(log.root)) == {}


def test_each_place_that_asks_is_met_in_two_cold_starts_by_who_refuses(kit: Any) -> None:
    log = kit.log()
    log.run, log.start = "refuse", 1
    log.note("run.begin")
    for start, page in ((1, "a/a"), (1, "b/b"), (2, "b/b")):
        log.start = start
        log.add(Kind.ACTION, {"type": "tap", "target": {"text": "附近"}, "start": start}, page=page)
        log.add(Kind.CONSENT, {"name": "scope.shown", "scope": "userLocation", "data_kind": "location"}, page=page)
        tap = log.add(Kind.ACTION, {"type": "tap", "purpose": "answer:refuse"}, page=page)
        data = {"name": "scope.answer", "answer": "refuse", "action": tap.seq, "scope": "userLocation"}
        log.add(Kind.CONSENT, data, page=page)
    assert unmet(Recording(log.root)) == {"refuse": (Errand("userLocation", "a/a", "附近"),)}


def test_a_run_that_was_not_asked_for_is_no_errand(kit: Any) -> None:
    log = kit.log()
    _run(log, "agree", scope="userLocation", answer="agree")
    assert unmet(Recording(log.root)) == {}


async def test_the_errand_opens_the_page_and_presses_what_asked(kit: Any) -> None:
    def page(world: Any) -> list[Any]:
        return [kit.Item(kit.prose), kit.Item("附近", on=lambda w: w.flags.update(asked=True))]

    program = kit.Program({"home/home": lambda w: [kit.Item(kit.prose)], "a/a": page})
    log = kit.log()
    driver = kit.Driver(log, program)
    plan = kit.plan(program, "refuse")
    errands = (Errand("userLocation", "a/a", "附近", times=2), Errand("camera", "a/a", "没有这一项"))
    assert await pursue(driver, log, plan, errands, fence=no_fence) == 2
    log.close()
    starts = [n.data["number"] for n in Recording(log.root).notes("start", "refuse")]
    assert starts == [1, 2, 3]
    waited = [e.data for e in Recording(log.root).of("action") if e.data["type"] == "advance"]
    assert [w["value"] for w in waited] == ["10000", "10000"]


@pytest.mark.parametrize(("noticed", "said"), [(True, "answer:agree"), (False, "answer:refuse")])
async def test_a_notice_is_agreed_to_where_only_the_scope_is_to_be_refused(kit: Any, noticed: bool, said: str) -> None:
    def page(world: Any) -> list[Any]:
        return [kit.Item(kit.prose), kit.Item("附近", on=lambda w: w.flags.update(asked=True))]

    def popup(world: Any) -> None:
        no = kit.Item("不同意", tag="button", on=lambda w: w.close())
        yes = kit.Item("同意", tag="button", on=lambda w: w.close())
        world.overlays = [kit.Overlay([kit.Item("使用前请阅读《隐私政策》"), no, yes])]

    program = kit.Program({"a/a": page}, launch=popup)
    log = kit.log()
    errands = (Errand("userLocation", "a/a", "附近", times=3, noticed=noticed),)
    assert await pursue(kit.Driver(log, program), log, kit.plan(program, "refuse"), errands, fence=no_fence) == 3
    log.close()
    purposes = [str(e.data.get("purpose", "")) for e in Recording(log.root).of("action")]
    assert [p for p in purposes if p.startswith("answer:")] == [said] * 3


def _row(log: Log, run: str, starts: int, scopes: tuple[str, ...]) -> None:
    log.run = run
    log.note("run.begin")
    for number in range(1, starts + 1):
        log.start = number
        log.add(Kind.ACTION, {"type": "launch", "start": number, "target": {"text": "a/a"}})
        for scope in scopes:
            log.add(Kind.CONSENT, {"name": "scope.shown", "scope": scope, "data_kind": scope}, page="a/a")
            tap = log.add(Kind.ACTION, {"type": "tap", "purpose": f"answer:{run}"}, page="a/a")
            log.add(
                Kind.CONSENT, {"name": "scope.answer", "answer": run, "scope": scope, "action": tap.seq}, page="a/a"
            )


def test_a_row_of_windows_in_one_cold_start_is_met_again(kit: Any) -> None:
    for starts, scopes, expected in (
        (1, ("record", "camera"), {"agree": (Errand("camera", "a/a", ""),)}),
        (2, ("record", "camera"), {}),
        (1, ("camera",), {}),
    ):
        log = kit.log()
        _row(log, "agree", starts, scopes)
        assert unmet(Recording(log.root)) == expected
