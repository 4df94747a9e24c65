"""Walls that a second cold start shows only on the same way: after a few entries, behind a button to start."""

from typing import Any


def phone_page(kit: Any) -> list[Any]:
    phone = {"open-type": "getPhoneNumber"}
    return [kit.Item("授权手机号后点餐"), kit.Item("微信手机号快捷登录", tag="button", attrs=phone)]


async def test_a_wall_that_comes_after_a_few_entries_is_met_again(kit: Any) -> None:
    """Two books for free, the third asks: each cold start begins to count anew."""

    def look(world: Any) -> None:
        world.flags["seen"] = world.flags.get("seen", 0) + 1
        world.go("pages/wall/wall" if world.flags["seen"] > 2 else "pages/book/book")

    names = ("草木集", "山海间", "听雨记", "旧时光")
    pages = {
        "pages/shelf/shelf": lambda w: [kit.Item(kit.prose), *[kit.Item(f"查看{n}详情", on=look) for n in names]],
        "pages/book/book": lambda w: [kit.Item(kit.prose), kit.Item(str(w.flags["seen"]))],
        "pages/wall/wall": lambda w: phone_page(kit),
        "pages/mine/mine": lambda w: [kit.Item(kit.prose)],
    }
    walked = await kit.walk(kit.Program(pages, tabs=("pages/shelf/shelf", "pages/mine/mine")))
    tabs = [a for a in walked.actions("tap") if a.target.get("role") == "tab"]
    assert tabs and all(a.purpose == "explore" for a in tabs)
    (confirmed,) = walked.walls("confirmed")
    assert confirmed["trigger"] == "browse" and len(confirmed["starts"]) >= 2 and confirmed["agree"]


async def test_a_welcome_page_whose_button_opens_the_demand_is_a_wall_of_the_launch(kit: Any) -> None:
    pages = {
        "pages/hello/hello": lambda w: [kit.Item("欢迎"), kit.Item("开 始", on="pages/wall/wall")],
        "pages/wall/wall": lambda w: phone_page(kit),
    }
    walked = await kit.walk(kit.Program(pages))
    (confirmed,) = walked.walls("confirmed")
    assert confirmed["trigger"] == "launch" and confirmed["text"] == "开 始" and len(confirmed["starts"]) == 2
