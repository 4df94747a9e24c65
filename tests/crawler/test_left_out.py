"""A form is sent again with one field left empty, which shows whether the field is demanded."""

from typing import Any


def survey(kit: Any, seen: list[dict[str, str]]) -> Any:
    """Asks for a phone number, a birthday and what is to be searched for; opened anew it is empty."""

    def send(world: Any) -> None:
        seen.append(dict(world.inputs))

    def page(world: Any) -> list[Any]:
        hints = ("联系电话", "出生日期", "搜索关键词")
        fields = [kit.Item("", tag="input", attrs={"placeholder": hint}) for hint in hints]
        return [kit.Item(kit.prose), *fields, kit.Item("提交", tag="button", on=send)]

    return kit.Program({"a/a": page, "b/b": lambda w: [kit.Item(kit.prose)]})


async def test_each_field_of_the_user_is_left_out_once_and_named(kit: Any) -> None:
    walked = await kit.walk(survey(kit, []), "agree", harmless=True)
    pressed = [a for a in walked.actions("tap") if a.purpose == "fill-empty"]
    assert [a.value for a in pressed] == ["phone|联系电话", "|出生日期"]
    assert all(a.target["text"] == "提交" for a in pressed)
    complete, *others = _typed_before_each_send(walked)
    assert complete == ["联系电话", "出生日期", "搜索关键词"]
    assert others == [["出生日期", "搜索关键词"], ["联系电话", "搜索关键词"]]


async def test_nothing_is_sent_twice_where_it_would_leave_this_machine(kit: Any) -> None:
    for name, harmless in (("agree", False), ("refuse", True)):
        walked = await kit.walk(survey(kit, []), name, harmless=harmless)
        assert not [a for a in walked.actions() if a.purpose == "fill-empty"]


def _typed_before_each_send(walked: Any) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for action in walked.actions("input", "tap"):
        if action.type == "input":
            found[-1].append(action.target["text"])
        elif action.purpose in ("fill", "fill-empty"):
            found.append([])
    return found[:-1]
