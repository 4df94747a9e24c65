"""What fills the view is leafed through; a skip mark where nothing is asked is a way on."""

from typing import Any

import pytest

HOME = "pages/home/home"


def guide(kit: Any, last: Any, leaves: int = 3, first: Any = ()) -> Any:
    """A guide of bare leaves; ``last`` are the rows of the last one."""

    def page(world: Any) -> list[Any]:
        left = leaves - world.flags.get("leaf", 0)
        rows = list(last) if left <= 1 else [kit.Item("一起骑"), *first]
        return [kit.Item("", tag="swiper", x=0, width=375, leaves=max(left, 1)), *rows]

    return kit.Program({"pages/guide/guide": page, HOME: lambda w: [kit.Item(kit.prose), kit.Item("活动", on=HOME)]})


@pytest.mark.parametrize("run", ["untouched", "refuse", "agree"])
async def test_a_guide_leads_to_the_first_page(kit: Any, run: str) -> None:
    walked = await kit.walk(guide(kit, [kit.Item("开始使用", on=lambda w: w.replace(HOME))]), run)
    assert len(walked.actions("swipe")) == 2
    assert HOME in walked.summary.walked
    assert walked.recording.notes("wall") == []


async def test_a_demand_on_the_last_leaf_is_met_at_each_launch(kit: Any) -> None:
    button = kit.Item("立即体验", tag="button", attrs={"open-type": "getPhoneNumber"})
    walked = await kit.walk(guide(kit, [button]), "refuse")
    (suspected,) = walked.walls("suspected")
    assert suspected["trigger"] == "launch"


@pytest.mark.parametrize("run", ["untouched", "refuse", "agree"])
async def test_a_skip_mark_is_pressed_and_the_guide_left_alone(kit: Any, run: str) -> None:
    skip = kit.Item("跳过", on=lambda w: w.replace(HOME))
    button = kit.Item("立即体验", tag="button", attrs={"open-type": "getPhoneNumber"})
    walked = await kit.walk(guide(kit, [button], first=[skip]), run)
    assert walked.actions("swipe") == []
    assert "跳过" in walked.texts
    assert walked.recording.notes("wall") == []


async def test_a_target_that_cannot_swipe_goes_on_without(kit: Any) -> None:
    program = guide(kit, [kit.Item("开始使用", on=lambda w: w.replace(HOME))])
    program.refuses = frozenset({"swipe"})
    walked = await kit.walk(program, "agree")
    assert HOME in walked.summary.direct


@pytest.mark.parametrize("run", ["untouched", "refuse", "agree"])
async def test_where_a_picture_is_all_that_is_seen_a_finger_finds_the_next_leaf(kit: Any, run: str) -> None:
    program = guide(kit, [kit.Item("开始使用", on=lambda w: w.replace(HOME))])
    leaf = program.pages["pages/guide/guide"]
    # Each leaf says something else, and its words are handed to the walk to be tried (decision 0052).
    program.pages["pages/guide/guide"] = lambda w: [*leaf(w), kit.Item(f"第{w.flags.get('leaf', 0)}页", word=True)]
    program.pictured, program.refuses = True, frozenset({"open"})
    walked = await kit.walk(program, run)
    assert [a.value for a in walked.actions("swipe")] == ["left", "left"]
    assert HOME in walked.summary.walked


async def test_a_finger_that_changes_nothing_is_drawn_once_each_way(kit: Any) -> None:
    program = kit.Program({HOME: lambda w: [kit.Item("敬请期待")]}, pictured=True)
    walked = await kit.walk(program, "agree")
    assert [a.value for a in walked.actions("swipe")][:2] == ["left", "up"]
    assert len(walked.actions("swipe")) == 2 * walked.summary.starts


async def test_where_something_can_be_pressed_no_finger_is_drawn(kit: Any) -> None:
    pages = {HOME: lambda w: [kit.Item("活动", on="a/a")], "a/a": lambda w: [kit.Item("敬请期待")]}
    walked = await kit.walk(kit.Program(pages, pictured=True), "agree")
    assert walked.actions("swipe") == []


async def test_a_sheet_behind_the_last_leaf_is_met_in_a_second_cold_start_too(kit: Any) -> None:
    """A picture does not tell which button takes the number: the press does, and the guide is turned again."""

    def ask(world: Any) -> None:
        no = kit.Item("不允许", on=lambda w: w.close(), attrs={"data-mi-role": "refuse"})
        world.overlays.append(kit.Overlay([kit.Item("申请获取并验证你的手机号"), no], dialog="phone"))

    program = guide(kit, [kit.Item("立即体验", on=ask)])
    leaf = program.pages["pages/guide/guide"]
    program.pages["pages/guide/guide"] = lambda w: [*leaf(w), kit.Item(f"第{w.flags.get('leaf', 0)}页", word=True)]
    program.pictured, program.refuses = True, frozenset({"open"})
    walked = await kit.walk(program, "refuse")
    (concluded,) = walked.walls("confirmed")
    assert concluded["trigger"] == "launch"
    assert len(concluded["starts"]) > 1
