"""Inspections made up as data: what a comparison sees, without a pack."""

from collections.abc import Callable
from typing import Any

import pytest

from detectors.verdict import Text
from reports.difference.fingerprint import fingerprint
from reports.difference.side import Found, Judged, Party, Reach, Side

PAGES = ("pages/index/index", "pages/mine/mine", "packages/order/pay")
RUNS = ("untouched", "refuse", "agree")


def text(words: str) -> Text:
    return Text(zh=f"中文{words}", en=words)


def finding(check: str = "FLW-01", subject: tuple[str, ...] = ("phone",), **more: Any) -> Found:
    page = more.pop("page", "pages/mine/mine")
    defaults: dict[str, Any] = {
        "number": "F1",
        "verdict": "fail",
        "severity": "major",
        "fingerprint": fingerprint(check, subject, PAGES),
        "mark": "|".join((check, *subject)),
        "title": text(f"title of {check}"),
        "reason": text("phone to collect.example"),
        "page": page,
        "pages": (page,) if page else (),
        "own_page": any(part in PAGES for part in subject),
        "run": "agree",
        "moment": "agreed",
        "api": "wx.request",
        "file": "utils/server.js",
        "line": 7,
        "kinds": ("phone",),
        "domains": ("collect.example",),
    }
    return Found(check=check, **{**defaults, **more})


def inspection(*findings: Found, words: dict[str, str] | None = None, reach: Reach | None = None, **more: Any) -> Side:
    judged = {one.check: Judged(verdict=one.verdict, reason=one.reason) for one in findings}
    for check, word in (words or {}).items():
        judged[check] = Judged(verdict=word, reason=text(f"{check} is {word}"))  # type: ignore[arg-type]
    defaults: dict[str, Any] = {
        "id": "MI-1",
        "appid": "wx0123456789abcdef",
        "name": "小碗面馆",
        "parties": (Party(domain="collect.example", kinds=("phone",)),),
        "asked": ("phone",),
        "declared": ("guidelines: PhoneNumber",),
    }
    return Side(verdicts=judged, findings=findings, reach=reach or full_reach(), **{**defaults, **more})


def full_reach(**more: Any) -> Reach:
    return Reach(
        **{
            "driver": "embedded",
            "backend": "stub",
            "entry": "pages/index/index",
            "declared": PAGES,
            "walked": PAGES,
            "ended": RUNS,
            **more,
        }
    )


@pytest.fixture
def find() -> Callable[..., Found]:
    return finding


@pytest.fixture
def inspect() -> Callable[..., Side]:
    return inspection


@pytest.fixture
def reach() -> Callable[..., Reach]:
    return full_reach
