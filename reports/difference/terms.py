"""The words of a comparison, for the terminal and the console."""

from reports import plain
from reports.html import words
from reports.html.view import Both
from reports.review.rulings import Ruling

STATE = {
    "new": Both("新增", "new"),
    "fixed": Both("已整改", "fixed"),
    "unchanged": Both("未变", "unchanged"),
    "not-comparable": Both("不可比", "not comparable"),
}
CHANGE = {
    "new": Both("新增", "new"),
    "gone": Both("不再出现", "gone"),
    "not-seen-again": Both("这次未见（覆盖不足，不能认定消失）", "not seen again (not enough was looked at)"),
}
SORT = {
    "recipient": Both("接收方", "recipient"),
    "kind": Both("信息类型", "kind of data"),
    "page": Both("页面", "page"),
    "declared": Both("申报项", "declared item"),
}
ALSO = {"sent": Both("发出", "sent"), "asked": Both("调用接口", "asked for")}
RULING = {
    "confirmed": Both("人工确认", "confirmed"),
    "rejected": Both("人工驳回", "rejected"),
    "": Both("人工备注", "commented on"),
}
ACT = {
    "confirm": Both("确认", "confirm"),
    "reject": Both("驳回", "reject"),
    "comment": Both("备注", "comment"),
}
PERSON = words.CONFIRM
UNSURE = Both("可能早已存在", "may have been there before")
EMPTY = Both("没有违规可比较", "no violation on either side")
BY = Both("{0}：{1}（{2}）", "{0} by {1} ({2})")
PAGE = Both("页面 {0}", "page {0}")
CALL = Both("调用 {0}", "call {0}")


def say(both: Both, lang: str) -> str:
    """In one of the two languages."""
    return both.zh if lang == "zh" else both.en


def ruled(ruling: Ruling, lang: str, limit: int = 300) -> str:
    """``rejected by NAME (time): comment``, on one line."""
    said = say(BY, lang).format(say(RULING[ruling.word], lang), plain.line(ruling.by, 80), ruling.at)
    return plain.line(f"{said}: {ruling.comment}" if ruling.comment else said, limit)
