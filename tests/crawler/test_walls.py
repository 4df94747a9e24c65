"""Walls at launch and while browsing: suspected, confirmed from a second cold start, every way tried."""

from typing import Any

import pytest

PHONE = {"open-type": "getPhoneNumber"}


def phone_page(kit: Any, **more: Any) -> list[Any]:
    return [kit.Item("授权手机号后点餐"), kit.Item("微信手机号快捷登录", tag="button", attrs=PHONE, **more)]


def menu(kit: Any) -> list[Any]:
    return [kit.Item(kit.prose), *[kit.Item(name, on=lambda w: None) for name in ("更多", "商品")]]


def walled(kit: Any) -> Any:
    """A full page that asks for the phone number; behind it the menu."""
    return kit.Program({"pages/auth/auth": lambda w: phone_page(kit), "pages/menu/menu": lambda w: menu(kit)})


def sheet(kit: Any, *ways: Any, **more: Any) -> Any:
    """The menu under a sheet that asks for the phone number."""

    def launch(world: Any) -> None:
        world.overlays = [kit.Overlay([*phone_page(kit), *ways], **more)]

    pages = {"pages/menu/menu": lambda w: menu(kit), "pages/detail/detail": lambda w: [kit.Item(kit.prose)]}
    return kit.Program(pages, launch=launch)


async def test_a_phone_page_that_only_exits_is_confirmed_from_a_second_cold_start(kit: Any) -> None:
    walked = await kit.walk(walled(kit))
    (suspected,) = walked.walls("suspected")
    assert suspected["trigger"] == "launch" and "phone" in suspected["kinds"] and suspected["start"] == 1
    ways = walked.walls("way")
    assert {w["way"]: w["result"] for w in ways} == {"back": "exit", "sheet": "unchanged"}
    assert sorted({w["start"] for w in ways}) == [1, 2]
    (confirmed,) = walked.walls("confirmed")
    assert confirmed["starts"] == [1, 2] and confirmed["of"] == walked.recording.notes("wall")[0].seq
    assert walked.summary.walls == 1


async def test_behind_a_wall_every_page_is_still_tried(kit: Any) -> None:
    walked = await kit.walk(walled(kit))
    assert walked.coverage["direct"] == ["pages/menu/menu"]


async def test_a_way_names_its_actions_and_pictures(kit: Any) -> None:
    walked = await kit.walk(walled(kit))
    for way in walked.walls("way"):
        done = "back" if way["way"] == "back" else "tap"
        assert [walked.recording.by_seq[seq].data["type"] for seq in way["actions"]] == [done]
        assert [walked.recording.by_seq[seq].kind for seq in way["screens"]] == ["screen", "screen"]
        assert way["screens"][0] < way["actions"][0] < way["screens"][1]


@pytest.mark.parametrize("again", [False, True])
async def test_a_message_after_the_refusal_is_taken_note_of(kit: Any, again: bool) -> None:
    """What it leads to tells: the content, or the sheet once more."""

    def said(world: Any) -> None:
        behind = list(world.overlays) if again else []
        done = kit.Item("知道了", on=lambda w: setattr(w, "overlays", behind))
        world.overlays = [kit.Overlay([kit.Item("安排取件时才能联系到您"), done])]

    walked = await kit.walk(sheet(kit, kit.Item("暂不登录", on=said)))
    found = [(w["way"], w["result"]) for w in walked.walls("way") if w["way"].startswith("refuse")]
    last = ("refuse>close", "surface" if again else "content")
    assert found[:2] == [("refuse", "other"), last]
    assert bool(walked.walls("confirmed")) == again


async def test_a_sheet_that_can_be_refused_is_cleared_in_two_cold_starts(kit: Any) -> None:
    walked = await kit.walk(sheet(kit, kit.Item("暂不登录", on=lambda w: w.close())))
    (cleared,) = walked.walls("cleared")
    assert cleared["reached"] == ["refuse"]
    assert [(w["way"], w["result"], w["start"]) for w in walked.walls("way")] == [
        ("refuse", "content", 1),
        ("refuse", "content", 2),
    ]
    assert walked.walls("confirmed") == []


async def test_each_way_is_tried_from_its_own_cold_start(kit: Any) -> None:
    nag = kit.Item("暂不", on=lambda w: None)
    walked = await kit.walk(sheet(kit, nag, back=lambda w: w.exit()))
    ways = walked.walls("way")
    assert {w["way"]: w["result"] for w in ways} == {
        "refuse": "unchanged",
        "back": "exit",
        "outside": "unchanged",
        "sheet": "unchanged",
    }
    assert len({w["start"] for w in ways}) == len(ways)
    assert len(walked.walls("confirmed")) == 1


async def test_a_sheet_that_closes_beside_it_is_cleared(kit: Any) -> None:
    walked = await kit.walk(sheet(kit, outside=lambda w: w.close()))
    assert walked.walls("cleared")[0]["reached"] == ["outside"]


async def test_a_second_question_is_one_more_step(kit: Any) -> None:
    def ask_again(world: Any) -> None:
        again = [kit.Item("真的不绑定手机号吗，请授权"), kit.Item("去绑定", tag="button", attrs=PHONE)]
        world.overlays = [kit.Overlay([*again, kit.Item("残忍拒绝", on=lambda w: w.close())])]

    walked = await kit.walk(sheet(kit, kit.Item("不授权", on=ask_again)))
    assert walked.walls("cleared")[0]["reached"] == ["refuse>refuse"]


async def test_who_wants_to_go_on_leaves_last(kit: Any) -> None:
    """Two refusals side by side: the one that lets the user go on is pressed, also where it stands behind the other."""

    def ask_again(world: Any) -> None:
        again = [kit.Item("真的不绑定手机号吗，请授权"), kit.Item("去绑定", tag="button", attrs=PHONE)]
        leave = kit.Item("不绑定，退出小程序", on=lambda w: w.exit())
        back = kit.Item("再想想", on=lambda w: None)
        world.overlays = [kit.Overlay([*again, back, leave, kit.Item("先逛逛", on=lambda w: w.close())])]

    walked = await kit.walk(sheet(kit, kit.Item("暂不绑定", on=ask_again)))
    assert walked.walls("cleared")[0]["reached"] == ["refuse>refuse"]
    assert "再想想" not in walked.texts and "不绑定，退出小程序" not in walked.texts


async def test_cold_starts_that_disagree_are_not_confirmed(kit: Any) -> None:
    program, count = walled(kit), [0]

    def launch(world: Any) -> None:
        count[0] += 1
        if count[0] > 1:
            world.replace("pages/menu/menu")

    program.launch = launch
    walked = await kit.walk(program)
    assert walked.walls("confirmed") == []
    assert walked.walls("cleared")[0]["agree"] is False


async def test_content_first_is_no_suspicion(kit: Any) -> None:
    program = kit.Program({"pages/menu/menu": lambda w: [*menu(kit), *phone_page(kit)]})
    walked = await kit.walk(program)
    assert walked.recording.notes("wall") == []


async def test_a_splash_gets_time_before_it_counts(kit: Any) -> None:
    def splash(world: Any) -> list[Any]:
        return menu(kit) if world.virtual_ms >= 3000 else [kit.Item("欢迎")]

    walked = await kit.walk(kit.Program({"pages/menu/menu": splash}))
    assert walked.recording.notes("wall") == []
    assert walked.actions("advance")[0].purpose == "settle"


async def test_only_the_refuse_run_tries_the_ways(kit: Any) -> None:
    for name in ("untouched", "agree"):
        walked = await kit.walk(walled(kit), name)
        assert len(walked.walls("suspected")) == 1
        assert walked.walls("way") == [] and walked.walls("confirmed") == []


async def test_a_goods_page_behind_the_phone_is_a_browse_wall(kit: Any) -> None:
    pages = {
        "pages/menu/menu": lambda w: [kit.Item(kit.prose), kit.Item("查看详情", on="pages/detail/detail")],
        "pages/detail/detail": lambda w: phone_page(kit),
    }
    walked = await kit.walk(kit.Program(pages))
    (suspected,) = walked.walls("suspected")
    assert suspected["trigger"] == "browse" and suspected["text"] == "查看详情" and suspected["role"] == "browse"
    assert walked.recording.by_seq[suspected["action"]].data["target"]["text"] == "查看详情"
    ways = [w for w in walked.walls("way") if w["way"] == "back"]
    assert ways and all(w["result"] == "unchanged" and w["origin"] for w in ways)
    assert len({w["start"] for w in walked.walls("way")}) == 2
    assert len(walked.walls("confirmed")) == 1


@pytest.mark.parametrize(("label", "met"), [("查看更多", True), ("手机号登录后查看更多", False)])
async def test_a_phone_button_that_promises_something_to_see_is_a_press_to_browse(
    kit: Any, label: str, met: bool
) -> None:
    def ask(world: Any) -> None:
        phone = {"open-type": "getPhoneNumber"}
        rows = [kit.Item("允许", tag="button", attrs=phone), kit.Item("不允许", on=lambda w: w.close())]
        world.overlays = [kit.Overlay(rows, dialog="phone", back=lambda w: w.close())]

    button = kit.Item(label, on=ask, tag="button", attrs={"open-type": "getPhoneNumber"})
    ways = [kit.Item(text, on="pages/note/note") for text in ("看房须知", "租金说明")]
    pages = {"pages/flat/flat": lambda w: [kit.Item(kit.prose), *ways, button], "pages/note/note": lambda w: menu(kit)}
    walked = await kit.walk(kit.Program(pages))
    assert bool(walked.walls("confirmed")) == met


async def test_a_login_sheet_over_a_goods_page_that_goes_away_is_no_browse_wall(kit: Any) -> None:
    def show(world: Any) -> None:
        world.go("pages/detail/detail")
        world.overlays = [kit.Overlay([*phone_page(kit), kit.Item("暂不登录", on=lambda w: w.close())])]

    pages = {
        "pages/menu/menu": lambda w: [kit.Item(kit.prose), kit.Item("查看详情", on=show)],
        "pages/detail/detail": lambda w: menu(kit),
    }
    walked = await kit.walk(kit.Program(pages))
    assert walked.walls("confirmed") == []
    assert walked.walls("cleared")[0]["reached"] == ["refuse"]


async def test_orders_behind_a_login_are_no_browse_wall(kit: Any) -> None:
    pages = {
        "pages/menu/menu": lambda w: [kit.Item(kit.prose), kit.Item("我的订单", on="pages/orders/orders")],
        "pages/orders/orders": lambda w: phone_page(kit),
    }
    walked = await kit.walk(kit.Program(pages))
    assert walked.recording.notes("wall") == []


async def test_the_only_button_of_an_alert_is_a_way_and_the_capsule_is_none(kit: Any) -> None:
    def launch(world: Any) -> None:
        items = [kit.Item("需要授权手机号后才能点餐，请重新授权"), kit.Item("我知道了", on=lambda w: w.close())]
        world.overlays = [kit.Overlay(items, dialog="modal")]

    walked = await kit.walk(kit.Program({"a/a": lambda w: menu(kit)}, launch=launch))
    assert walked.walls("cleared")[0]["reached"] == ["close"]


async def test_a_refusal_that_moves_on_after_a_toast_is_waited_for(kit: Any) -> None:
    def auth(world: Any) -> list[Any]:
        said = world.flags.get("said")
        if said is not None and world.virtual_ms - said > 1000:
            world.replace("pages/menu/menu")
            return menu(kit)
        return [*phone_page(kit), kit.Item("暂不登录", on=lambda w: w.flags.update(said=w.virtual_ms))]

    walked = await kit.walk(kit.Program({"pages/auth/auth": auth, "pages/menu/menu": lambda w: menu(kit)}))
    (cleared,) = walked.walls("cleared")
    assert cleared["reached"] == ["refuse"]


async def test_content_behind_a_demand_that_is_back_in_an_instant_was_not_reached(kit: Any) -> None:
    def auth(world: Any) -> list[Any]:
        said = world.flags.get("said")
        if said is not None and world.virtual_ms - said < 300:
            return menu(kit)
        return [*phone_page(kit), kit.Item("暂不登录", on=lambda w: w.flags.update(said=w.virtual_ms))]

    walked = await kit.walk(kit.Program({"pages/auth/auth": auth}))
    assert {w["result"] for w in walked.walls("way") if w["way"] == "refuse"} == {"unchanged"}
    assert len(walked.walls("confirmed")) == 1


@pytest.mark.parametrize("lets_go_on", [True, False])
async def test_no_in_the_platforms_window_is_a_way_too(kit: Any, lets_go_on: bool) -> None:
    """Who presses the phone button and refuses in the sheet goes on as a guest, or stands before the page again."""

    def deny(world: Any) -> None:
        world.close()
        if lets_go_on:
            world.replace("pages/menu/menu")

    def press(world: Any) -> None:
        sheet = [
            kit.Item("申请获取并验证你的手机号"),
            kit.Item("不允许", on=deny),
            kit.Item("允许", on=lambda w: w.close()),
        ]
        world.overlays = [kit.Overlay(sheet, dialog="phone")]

    pages = {"pages/auth/auth": lambda w: phone_page(kit, on=press), "pages/menu/menu": lambda w: menu(kit)}
    walked = await kit.walk(kit.Program(pages))
    tried = {w["way"]: w["result"] for w in walked.walls("way") if w["way"].startswith("sheet")}
    assert tried["sheet>refuse"] == ("content" if lets_go_on else "surface")
    assert len(walked.walls("cleared" if lets_go_on else "confirmed")) == 1
    assert any(a.purpose == "try:sheet" for a in walked.actions("tap"))
