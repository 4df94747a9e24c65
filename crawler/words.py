"""Words the walk heeds before pressing or filling, from ``config/walk_words.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from recording.data import config_path
from recording.sight.words import length, normal, says

_DESTROYS = 14
_PAPERS = 8
"""In Chinese characters; a longer text that names privacy, or the end of an account, is a sentence."""
_ASIDE = re.compile("[（(，,：:；;。]")
_FOLD = re.compile(
    r"^[▸▶►▹▷▼▽▾+＋﹢]|[▸▶►▹▷▼▽▾+＋﹀∨⌄›>＞»〉]$"
    r"|^(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十\d]{1,3}[条章节部]|\d{1,2}[、.．)）]|[（(][一二三四五六七八九十\d]+[)）])"
)


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(config_path("walk_words.toml").read_text(encoding="utf-8"))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(normal(word) for word in _book()[name]["words"])


@cache
def _fields() -> tuple[tuple[str, str], ...]:
    pairs = [(normal(word), kind) for kind, words in _book()["fields"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@dataclass(frozen=True)
class Care:
    """``harmless``: nothing sent leaves this machine; ``play``: the payment window is our own and takes no money;
    ``orders``: of all that sends for good, orders and payments alone."""

    harmless: bool = False
    play: bool = False
    orders: bool = False


def forbidden(text: str, care: Care) -> bool:
    """Whether a control with this text is left alone: it pays, calls, destroys or sends for good."""
    plain = normal(text)
    if _names(plain, "never") or destroys(text):
        return True
    if _names(plain, "money"):
        return not (care.orders or (care.harmless and care.play))
    if _names(plain, "order"):
        return not (care.orders or care.harmless)
    return not care.harmless and _names(plain, "harmless_only")


def orders(text: str) -> bool:
    """Whether a control with this text places an order or leads to the payment window."""
    plain = normal(text)
    return _names(plain, "money") or _names(plain, "order")


def destroys(text: str) -> bool:
    """Whether a short text names the deletion of an account or of what is kept of the user."""
    plain = normal(text)
    if length(text) > _DESTROYS or _has(plain, "speaks"):
        return False
    return _has(plain, "verbs") and _has(plain, "objects")


def warns(text: str) -> bool:
    """Whether a sentence says that something of the user will be gone for good."""
    plain = normal(text)
    return _has(plain, "for_good") and _has(plain, "verbs")


def submits(text: str) -> bool:
    """Whether a control with this text ends a form."""
    plain = normal(text)
    return plain in _set("submit") or (len(plain) <= 8 and plain.startswith(("提交", "保存", "确认", "立即")))


def policy_link(text: str) -> bool:
    """Whether the text is a short name of the privacy policy, alone or beside another paper's ("协议与隐私"); an entry
    to settings is none."""
    plain = normal(text)
    if plain in _set("policy"):
        return True
    named = any(_within(word, plain) for word in _set("policy"))
    return named and length(text) <= _PAPERS and not says(text, "account", "withdraw", "grant")


def unfolds(text: str) -> bool:
    """Whether a control on the page of a policy opens more of it: by its words, a mark for more, or as a heading."""
    plain = normal(text)
    return _FOLD.search(text.strip()) is not None or any(_within(word, plain) for word in _set("unfolds"))


def shows(text: str, name: str) -> bool:
    """Whether a text names what only a person can do: ``captcha`` (a puzzle) or ``codes`` (a code to scan)."""
    plain = normal(text)
    return any(_within(word, plain) for word in _set(name))


def field_kind(text: str) -> str:
    """What a field with such a label, placeholder or name wants; ``""`` when it does not say. What it is comes before
    the bracket or comma, what it is for after."""
    heads = (normal(part) for part in (_ASIDE.split(text, maxsplit=1)[0], text))
    found = (kind for plain in heads for word, kind in _fields() if _within(word, plain))
    return next(found, "")


def _has(plain: str, name: str) -> bool:
    return any(_within(normal(word), plain) for word in _book()["destroy"][name])


def _names(plain: str, name: str) -> bool:
    """The whole text, or a short text with a price or count around it (``支付 ¥25.00``, ``呼叫 021-5555``)."""
    known = _set(name)
    if plain in known:
        return True
    bare = "".join(c for c in plain if not c.isdigit() and c not in "¥￥$元. ").strip()
    return bare in known or any(plain.startswith(word) and plain[len(word) :].isascii() for word in known if _cjk(word))


def _cjk(word: str) -> bool:
    return not word.isascii()


def _within(word: str, plain: str) -> bool:
    if not word.isascii():
        return word in plain
    start = plain.find(word)
    while start >= 0:
        before, after = plain[start - 1 : start], plain[start + len(word) : start + len(word) + 1]
        if not (before.isalnum() and before.isascii()) and not (after.isalnum() and after.isascii()):
            return True
        start = plain.find(word, start + 1)
    return False
