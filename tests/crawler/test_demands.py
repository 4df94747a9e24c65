"""A demand that one's own press opened is met in two cold starts of the run that refuses."""

from typing import Any

import pytest

PHONE = {"open-type": "getPhoneNumber"}


def login(kit: Any) -> Any:
    """A window of the program's own for the number; only going back closes it."""

    def opens(world: Any) -> None:
        items = [kit.Item("登录后继续，请授权手机号"), kit.Item("手机号登录", tag="button", attrs=PHONE)]
        world.overlays = [kit.Overlay(items, back=lambda w: w.close())]

    return opens


def dining(kit: Any) -> Any:
    """Two pages on which something has to be chosen before paying asks for the number."""

    def pay(world: Any) -> None:
        if world.flags.get("dish") and world.flags.get("table"):
            world.flags["asked"] = True
            login(kit)(world)

    def menu(world: Any) -> list[Any]:
        chosen = f"已选{'一' if world.flags.get('dish') else '零'}份"
        return [
            kit.Item(kit.prose),
            kit.Item(chosen),
            kit.Item("＋", on=lambda w: w.flags.update(dish=True)),
            kit.Item("选好了", on=lambda w: w.go("bill/bill") if w.flags.get("dish") else None),
        ]

    def bill(world: Any) -> list[Any]:
        table = "甲桌" if world.flags.get("table") else "未选桌"
        seat = kit.Item("选择座位", on=lambda w: w.flags.update(table=True))
        return [kit.Item(kit.prose), kit.Item(table), seat, kit.Item("去支付", on=pay)]

    return kit.Program({"menu/menu": menu, "bill/bill": bill})


@pytest.mark.parametrize("seed", range(4))
async def test_a_demand_at_the_till_is_met_again_with_something_in_the_cart(kit: Any, seed: int) -> None:
    walked = await kit.walk(dining(kit), harmless=True, play=True, seed=seed)
    pressed = [(a.start, a.target["text"]) for a in walked.actions("tap") if a.target.get("text") == "去支付"]
    assert len({start for start, _ in pressed}) == 2
    assert walked.driver.world.flags.get("asked")
    last = [a for a in walked.actions() if a.start == pressed[-1][0]]
    again = [a.target["text"] for a in last if a.purpose == "confirm" and a.type == "tap"]
    assert [text for text in again if text != "选好了"] == ["＋", "选择座位", "去支付"]
    assert "dismiss:back" in [a.purpose for a in last]


async def test_only_the_run_that_refuses_meets_it_again_and_only_once(kit: Any) -> None:
    page = {"a/a": lambda w: [kit.Item(kit.prose), kit.Item("我的账户", on=login(kit))]}
    for name, starts in (("untouched", 0), ("refuse", 2), ("agree", 1)):
        walked = await kit.walk(kit.Program(page), name)
        assert len({a.start for a in walked.actions("tap") if a.target.get("text") == "我的账户"}) == starts
