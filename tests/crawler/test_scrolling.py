"""A page is looked at to its end where that is near, and moved up again for what waits below."""

from typing import Any

import pytest


def page_of(kit: Any, rows: int) -> Any:
    """So many rows of 50 pixels each; the last one can be pressed."""
    items = [kit.Item(kit.prose) for _ in range(rows)]
    pages = {"a/a": lambda w: [*items, kit.Item("隐私政策", on="b/b")], "b/b": lambda w: [kit.Item(kit.prose)]}
    return kit.Program(pages)


@pytest.mark.parametrize(("rows", "steps"), [(8, 0), (15, 1), (39, 3), (58, 4), (70, 5), (90, 2)])
async def test_the_end_is_come_to_where_it_is_near(kit: Any, rows: int, steps: int) -> None:
    walked = await kit.walk(page_of(kit, rows))
    assert len(walked.actions("scroll")) == steps
    assert ("隐私政策" in walked.texts) == (rows < 90)


async def test_what_waits_below_is_come_to_again_where_the_page_was_opened_anew(kit: Any) -> None:
    def leave(name: str) -> Any:
        return lambda w: w.replace(name)

    names = [f"p{n}/p{n}" for n in range(3)]
    last = [kit.Item(f"到{name}", on=leave(name)) for name in names]
    pages = {"a/a": lambda w: [*[kit.Item(kit.prose) for _ in range(30)], *last]}
    pages |= {name: lambda w, n=n: [kit.Item(kit.prose), *[kit.Item("x")] * n] for n, name in enumerate(names)}
    walked = await kit.walk(kit.Program(pages))
    assert {text for text in walked.texts if text.startswith("到")} == {f"到{name}" for name in names}


async def test_what_comes_into_sight_is_pressed_before_the_walk_moves_on(kit: Any) -> None:
    def to(name: str) -> Any:
        return kit.Item(name, on=lambda w: w.flags.update({name: True}), attrs={"class": name})

    top = [to(f"功能{name}") for name in "甲乙丙丁戊己庚辛"]
    rows = [kit.Item(kit.prose) for _ in range(18)]
    pages = {
        "a/a": lambda w: [*top, *rows, to("附近的店")],
        "m/m": lambda w: [kit.Item(kit.prose), kit.Item("设置", on=lambda w: None)],
    }
    walked = await kit.walk(kit.Program(pages, tabs=("a/a", "m/m")))
    before = walked.texts[: walked.texts.index("附近的店")]
    assert 4 < sum(text.startswith("功能") for text in before) < len(top)
