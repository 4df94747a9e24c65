"""A first page that is a form of the function itself forces nobody; one that registers or logs in does."""

from typing import Any

import pytest


def field(hint: str, number: int) -> dict[str, Any]:
    return {"tag": "input", "attrs": {"placeholder": hint}, "rect": (100, 150 + 50 * number, 255, 44)}


def page(story: Any, title: str, hints: tuple[str, ...], button: str) -> list[Any]:
    fields = [field(hint, n) for n, hint in enumerate(hints)]
    return [{"text": title, "rect": (0, 60, 375, 40)}, *fields, story.screens.tap(button, rect=(30, 600, 315, 48))]


def held(story: Any, parts: Any) -> dict[str, str]:
    """Two cold starts at these parts, with the system's back tried in each and leading nowhere."""
    story.run("refuse")
    of = 0
    for number in range(2):
        story.start(purpose="confirm" if number else "explore")
        story.show(parts)
        of = of or story.wall("suspected", trigger="launch", kinds=["phone"], screen=story.view)
        story.way(of, "back", parts, "surface")
    story.wall("confirmed", of=of, trigger="launch", starts=[1, 2], agree=True)
    story.covered()
    found = story.verdicts()
    return {n: found[n].verdict for n in ("PHN-01", "PHN-05", "PHN-09")}


@pytest.mark.parametrize(
    ("title", "hints", "button"),
    [
        ("报修登记，请填写以下信息", ("如 3-2-501", "怎么称呼", "请输入手机号", "说说哪里坏了"), "提交"),
        ("快递查询，登录后可看全部包裹", ("请输入运单号", "收件人手机号后四位"), "查询"),
        ("成绩查询", ("请输入准考证号", "请输入姓名", "请输入验证码"), "查询"),
        ("Report a fault. Please enter the details", ("What is broken?", "Your phone number"), "Send report"),
    ],
)
def test_a_form_of_the_matter_at_hand(story: Any, title: str, hints: tuple[str, ...], button: str) -> None:
    assert "fail" not in held(story, page(story, title, hints, button)).values()


@pytest.mark.parametrize(
    ("title", "hints", "button", "check"),
    [
        ("登录后使用", ("请输入手机号", "请输入验证码"), "登录", "PHN-01"),
        ("请先登录再报修", ("如 3-2-501", "请输入手机号", "说说哪里坏了"), "登录", "PHN-01"),
        ("请完善信息", ("请输入姓名", "请输入手机号", "请输入验证码"), "提交", "PHN-01"),
        ("请完善信息", ("请输入姓名", "请输入手机号", "所在单位"), "提交", "PHN-01"),
        ("请验证手机号", ("如 3-2-501", "请输入手机号"), "下一步", "PHN-01"),
        ("账号登录", ("请输入账号", "请输入密码"), "登录", "PHN-09"),
    ],
)
def test_who_one_is_is_an_authorization(
    story: Any, title: str, hints: tuple[str, ...], button: str, check: str
) -> None:
    assert held(story, page(story, title, hints, button))[check] == "fail"


@pytest.mark.parametrize(("other", "verdict"), [("手动选择城市", "inconclusive"), ("", "fail")])
def test_a_button_that_nobody_pressed_may_be_the_way_past(story: Any, other: str, verdict: str) -> None:
    parts = [
        {"text": "需要获取您的位置信息，为您推荐附近门店", "rect": (20, 200, 335, 60)},
        story.screens.tap("开启定位", rect=(30, 400, 150, 48)),
    ]
    if other:
        parts.append(story.screens.tap(other, rect=(200, 400, 150, 48)))
    assert held(story, parts)["PHN-09"] == verdict
