"""What a message says: both languages, no personal values, no clause that nobody has read, nothing that steers."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from detectors import catalogue
from minispect.notices import payloads
from minispect.notices.masks import Masks
from minispect.notices.wording import worded
from minispect.store.tables import Inspection, Target
from recording.identity import Planted
from reports.difference.difference import Item
from reports.difference.side import Found

TODAY = date(2026, 11, 22)
HOSTILE = "小店\x1b[31m\u202e 13812345678\nBcc: x@y.example"
PLANTED = Planted(id="a.1", kind="phone", field="number", value="14612345678")
NICK = Planted(id="a.2", kind="nickname", field="name", value="柳絮飞花七七")


def payload(items: list[Item], masks: Masks | None = None, year: int = 2026) -> dict[str, Any]:
    target = Target(id=1, name=HOSTILE, location="/home/somebody/shop", driver="embedded")
    at = datetime(year, 11, 22, 3, tzinfo=UTC)
    inspection = Inspection(
        id="MI-1", target_id=1, state="done", started_at=at, ended_at=at, pack_id="P-1", headline=""
    )
    return payloads.violation(target, inspection, items, None, masks or Masks())


def item(find: Callable[..., Found], check: str = "FLW-01", **more: Any) -> Item:
    found = find(1, check, **more)
    return Item(state="new", new=found, why=found.title)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_kinds_in_both_languages(a_finding: Callable[..., Found], lang: str) -> None:
    told = payload([item(a_finding)])
    until = datetime(2026, 12, 1, tzinfo=UTC)
    target = Target(id=1, name="shop", location="/x", driver="embedded")
    documents = {
        "violation": told,
        "failure": payloads.failure(target, None, "it is gone", Masks()),
        "deadline": payloads.deadline(target, "FLW-01", "a" * 32, until, "甲", Masks(), TODAY),
    }
    title = getattr(catalogue.entries()["FLW-01"].title, lang)
    for kind, document in documents.items():
        subject, text = worded(kind, lang, document, "https://console.example")
        assert subject.startswith("[minispect] ") and "\n" not in subject
        assert (title in text) == (kind != "failure")
        assert "{{" not in text and "\n\n\n" not in text
        chinese = any("\u4e00" <= c <= "\u9fff" for c in text.replace("甲", "").replace("小店", ""))
        assert chinese == (lang == "zh")
    first, later = worded("violation", lang, told)[1], worded("violation", lang, {**told, "first": False})[1]
    assert first != later and any(words in first for words in ("首次检查", "The first inspection"))
    assert "https://console.example/inspections/MI-1" in worded("violation", lang, told, "https://console.example")[1]
    assert "http" not in worded("violation", lang, told)[1], "no link without a console"


def test_nothing_personal_and_nothing_that_steers(a_finding: Callable[..., Found]) -> None:
    leaky = item(
        a_finding,
        page="pages/14612345678/柳絮飞花七七?token=1",
        domains=("14612345678.workers.dev", "MTQ2MTIzNDU2Nzg.example", "a" * 15 + "1" * 15 + ".example"),
        reason={"zh": "按“14612345678”", "en": "14612345678"},
        file="pages/14612345678.js",
    )
    told = json.dumps(payload([leaky], Masks((PLANTED, NICK))), ensure_ascii=False)
    for secret in ("14612345678", "柳絮飞花七七", "MTQ2MTIzNDU2Nzg", "13812345678", "token", "1" * 15, "/home/"):
        assert secret not in told, secret
    for lang in ("zh", "en"):
        subject, text = worded("violation", lang, payload([leaky], Masks((PLANTED, NICK))))
        assert "\x1b" not in subject + text and "\u202e" not in subject + text
        assert not any(line.startswith("Bcc:") for line in (subject + "\n" + text).splitlines())


def test_a_clause_to_be_confirmed_is_never_cited(a_finding: Callable[..., Found]) -> None:
    doubtful = 0
    for check, entry in catalogue.entries().items():
        cited = payload([item(a_finding, check)])["findings"][0]["basis"]
        good = [c for c in map(catalogue.citation, entry.basis) if c.confirmed and c.document is not None]
        doubtful += len(entry.basis) - len(good)
        allowed = {c.text("en") for c in good}
        assert {one["en"] for one in cited} <= allowed, check
        assert not any("待确认" in one["zh"] or "to be confirmed" in one["en"] for one in cited)
    assert doubtful > 0, "the catalogue has such clauses, or this proves nothing"


def test_the_law_of_the_inspections_day_is_cited(a_finding: Callable[..., Found]) -> None:
    cited = {
        year: [one["en"] for one in payload([item(a_finding, "PRE-01")], year=year)["findings"][0]["basis"]]
        for year in (2025, 2026)
    }
    laws = {year: [text for text in texts if "Cybersecurity" in text] for year, texts in cited.items()}
    assert [len(laws[year]) for year in (2025, 2026)] == [1, 1]
    assert (laws[2025][0][-2:], laws[2026][0][-2:]) == ("41", "43")


def test_many_findings_are_counted(a_finding: Callable[..., Found]) -> None:
    told = payload([item(a_finding)] * (payloads.MOST + 5))
    assert (len(told["findings"]), told["more"], told["totals"]["new"]) == (payloads.MOST, 5, payloads.MOST + 5)
    assert "另有 5 项" in worded("violation", "zh", told)[1]


def test_why_it_failed_is_told_in_the_language_of_the_notice() -> None:
    target = Target(id=1, name="shop", location="/x", driver="embedded")
    reason = "/x: it is not there any more; put it back, or remove the target"
    told = {lang: worded("failure", lang, payloads.failure(target, None, reason, Masks()))[1] for lang in ("zh", "en")}
    assert "原因：/x：已不存在；请放回原处，或移除该检查对象" in told["zh"]
    assert f"Reason: {reason}" in told["en"]
