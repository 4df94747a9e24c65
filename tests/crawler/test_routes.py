"""Going back to a page where the target opens none by its path."""

from typing import Any

PAGES = ("home/home", "menu/menu", "list/list", "detail/detail")
PHONE = frozenset({"open"})


def shop(kit: Any, rows: int = 5) -> Any:
    """Two tabs; a list behind the first, with entries that look alike and a page behind each of two."""
    item = kit.Item
    alike = [item(f"第{'一二三四五六七八'[n]}项", on=f"more{n}/more{n}") for n in range(rows)]
    pages = {
        "home/home": lambda w: [item(kit.prose), item("全部分类", on="list/list")],
        "menu/menu": lambda w: [item(kit.prose), item("附近门店", on=lambda w: w.flags.update(near=True))],
        "list/list": lambda w: [item(kit.prose), *alike, item("查看详情", on="detail/detail")],
        "detail/detail": lambda w: [item(kit.prose), item("评价", on=lambda w: w.flags.update(read=True))],
        **{f"more{n}/more{n}": (lambda w, n=n: [item(kit.prose), *[item("x")] * n]) for n in range(rows)},
    }
    return kit.Program(pages, tabs=PAGES[:2], refuses=PHONE)


async def test_what_waits_on_a_page_is_walked_to_where_nothing_can_be_opened(kit: Any) -> None:
    """More waits on the list than one visit presses."""
    walked = await kit.walk(shop(kit, rows=8), declared=())
    pressed = set(walked.texts)
    assert {f"第{n}项" for n in "一二三四五六七八"} <= pressed
    assert "评价" in pressed
    assert walked.summary.reason == "done" and walked.coverage["left"] == 0


async def test_a_listed_page_that_nothing_led_to_is_missed_and_not_called_redirected(kit: Any) -> None:
    walked = await kit.walk(shop(kit), declared=(*PAGES, "hidden/hidden"))
    assert walked.coverage["redirected"] == {}
    assert walked.coverage["missed"] == [{"path": "hidden/hidden", "reason": "no way led there"}]


async def test_what_the_steps_did_not_suffice_for_is_counted(kit: Any) -> None:
    walked = await kit.walk(shop(kit, rows=8), declared=(), limit=9)
    assert walked.coverage["left"] > 0


async def test_what_stood_where_nobody_comes_again_is_counted(kit: Any) -> None:
    """The page is shown once, after the first press, with more on it than one visit presses."""
    item = kit.Item
    many = [item(f"第{'一二三四五六七八'[n]}条", on=f"m{n}/m{n}") for n in range(8)]

    def home(world: Any) -> list[Any]:
        once = [] if world.flags.get("gone") else [item("今日活动", on=go)]
        return [item(kit.prose), *once]

    def go(world: Any) -> None:
        world.flags["gone"] = True
        world.go("event/event")

    more = {f"m{n}/m{n}": (lambda w, n=n: [item(kit.prose), *[item("x")] * n]) for n in range(8)}
    pages = {"home/home": home, "event/event": lambda w: [item(kit.prose), *many], **more}
    walked = await kit.walk(kit.Program(pages, refuses=PHONE), declared=())
    assert walked.summary.reason == "done" and walked.coverage["left"] > 0


async def test_what_a_question_offers_besides_is_not_left(kit: Any) -> None:
    """Its window is answered and gone; the rules it links to are read where it is agreed to."""
    item = kit.Item

    def ask(world: Any) -> None:
        words = item("欢迎使用，请先阅读《隐私政策》并同意我们按照其约定处理您的个人信息")
        link = item("《隐私政策》", on="rules/rules")
        yes, no = item("同意", on=lambda w: w.close()), item("不同意", on=lambda w: w.close())
        world.overlays = [kit.Overlay([words, link, yes, no])]

    pages = {
        "home/home": lambda w: [item(kit.prose), item("全部分类", on="list/list")],
        "list/list": lambda w: [item(kit.prose)],
        "rules/rules": lambda w: [item("隐私政策"), item("我们依法处理您的个人信息。" * 20)],
    }
    walked = await kit.walk(kit.Program(pages, launch=ask, refuses=PHONE), declared=())
    assert walked.coverage["left"] == 0
