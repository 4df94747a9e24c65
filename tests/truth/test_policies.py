"""A policy planted anew lacks what the operator takes out of it and tells all else that the old one told."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

bases = importlib.import_module("truth.bases")
policies = importlib.import_module("truth.policies")
program = importlib.import_module("truth.program")

TAKEN = ("who", "period", "rights", "minors", "contact", "date")


def _made(name: str) -> Any:
    return bases.base(name, None, Path()).copy("beacon.example")


@pytest.fixture(scope="module")
def before() -> dict[str, list[str]]:
    """The policies that our programs bring themselves."""
    found = {}
    for name in bases.ours():
        made = _made(name)
        pages = made.app["pages"]
        try:
            told = policies.lines(made)
        except program.Unfit:
            continue
        if made.app["pages"] == pages:
            found[name] = told
    return found


def test_most_programs_bring_a_policy_that_is_found(before: dict[str, list[str]]) -> None:
    assert len(before) > 100
    assert [name for name, told in before.items() if len("".join(told)) < 150] == []


@pytest.mark.parametrize("subject", TAKEN)
def test_what_is_taken_out_is_gone_and_the_rest_is_told(subject: str, before: dict[str, list[str]]) -> None:
    done = 0
    for name, old in before.items():
        made = _made(name)
        try:
            told = policies.whole(made, subject)
        except program.Unfit:
            continue
        done += 1
        kept = [line for line in told if not _ours(line)]
        assert not [line for line in kept if policies.tells(subject, line)], name
        text = "\n".join(told)
        assert [row[1] for row in policies.KINDS if _tells(row[0], old) and not _tells(row[0], told)] == [], name
        firms = re.findall(r"腾讯|高德|顺丰|友盟|阿里|百度|Tencent|Google|Mixpanel", "\n".join(old))
        assert [firm for firm in firms if firm not in text] == [], name
        missing = [s for s in policies.SUBJECTS if s != subject and policies.tells(s, "\n".join(old))]
        assert [s for s in missing if not policies.tells(s, text)] == [], name
    assert done > 0.9 * len(before)


def _ours(line: str) -> bool:
    """A sentence that was put in for a subject that hung together with what was taken out."""
    starts = [text.partition("{")[0] for pair in policies.SECTION_TEXTS.values() for text in pair]
    return any(start and line.startswith(start) for start in starts)


def _tells(pattern: str, lines: list[str]) -> bool:
    return bool(re.search(pattern, "\n".join(lines), re.IGNORECASE))


def test_what_is_written_stands_on_a_ground_of_its_own() -> None:
    made = _made("phn-04/near-plate")
    page = f"{policies.policy_page(made)}.wxml"
    policies.name_in_policy(made, "A sentence.")
    assert re.search(r'<view style="[^"]*background: #ffffff[^"]*">A sentence', made.text(page))
    policies.rewritten(made, ["A policy."])
    assert re.match(r'<view style="background: #ffffff', made.text(page))


def test_a_clause_is_taken_out_and_the_sentence_stays_whole() -> None:
    made = _made("con-07/complies")
    page = f"{policies.policy_page(made)}.wxml"
    made.put(
        page,
        "<view>甲隐私政策（2026年7月7日更新）</view><view>我们收集手机号，用于联系您；保存三个月，到期删除。可以更正。</view>",
    )
    assert policies.whole(made, "period")[:2] == [
        "甲隐私政策（2026年7月7日更新）",
        "我们收集手机号，用于联系您；可以更正。",
    ]
    assert policies.whole(made, "date")[0] == "甲隐私政策"


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("我们不会向任何第三方提供您的个人信息。", "除本政策写明的接收方外，我们不会向任何第三方提供您的个人信息。"),
        ("（二）给谁。不提供给第三方。", "（二）给谁。除本政策写明的接收方外，不提供给第三方。"),
        ("我们会将位置提供给第三方高德。", "我们会将位置提供给第三方高德。"),
        ("We do not share your data.", "Apart from the recipients named in this policy, we do not share your data."),
    ],
)
def test_a_policy_that_names_a_recipient_does_not_say_that_nobody_gets_anything(said: str, after: str) -> None:
    made = _made("con-07/complies")
    page = f"{policies.policy_page(made)}.wxml"
    made.put(page, f"<view>甲隐私政策，可以更正。</view><view>{said}</view>")
    policies.name_recipient(made, "A sentence.")
    assert f"<view>{after}</view>" in made.text(page)
