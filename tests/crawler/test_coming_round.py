"""What is done once a form was sent: the user's own pages are come to again, and the steps for it are kept."""

from typing import Any


def program(kit: Any, hint: str) -> Any:
    """A form, a page on which there is more to press than there are steps, and two tabs."""

    def many(world: Any) -> list[Any]:
        plain = [kit.Item(chr(0x4E00 + n), on=lambda w: None, attrs={"class": f"c{n}"}) for n in range(90)]
        return [kit.Item(kit.prose), *plain]

    field = kit.Item("", tag="input", attrs={"placeholder": hint})
    pages = {
        "form/form": lambda w: [kit.Item(kit.prose), field, kit.Item("提交", tag="button", on=lambda w: None)],
        "b/b": many,
        "member/profile": lambda w: [kit.Item(kit.prose)],
        "mine/mine": lambda w: [kit.Item(kit.prose)],
    }
    return kit.Program(pages, tabs=("form/form", "mine/mine"))


async def test_the_user_s_own_pages_are_come_to_after_all_else(kit: Any) -> None:
    walked = await kit.walk(program(kit, "联系电话"), "agree", harmless=True)
    assert walked.summary.reason == "steps"
    last = [a.value for a in walked.actions("open")][-4:-1]
    assert last == ["form/form", "mine/mine", "member/profile"]
    (empty,) = [a for a in walked.actions("tap") if a.purpose == "fill-empty"]
    assert empty.value == "phone|联系电话"
    assert walked.summary.actions <= walked.recording.notes("run.begin")[0].data["steps"]


async def test_who_sent_nothing_of_the_user_s_goes_nowhere_again(kit: Any) -> None:
    for name, hint in (("refuse", "联系电话"), ("agree", "搜索关键词")):
        walked = await kit.walk(program(kit, hint), name, harmless=True)
        opened = [a.value for a in walked.actions("open")]
        assert opened.count("mine/mine") <= 1
