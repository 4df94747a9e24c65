"""The console's own words for codes, in both languages."""

from datetime import datetime

from reports.html import words as report
from reports.html.view import Both

_STATE = {
    "running": Both("检查中", "Running"),
    "done": Both("已完成", "Done"),
    "interrupted": Both("被中断", "Interrupted"),
    "failed": Both("失败", "Failed"),
    "queued": Both("排队中", "Queued"),
    "gave_up": Both("已放弃", "Given up"),
}
_SEAL = {
    "ok": Both("封存完好", "Seal holds"),
    "broken": Both("封存损坏", "Seal broken"),
    "unchecked": Both("封存未核验", "Seal not checked"),
    "removed": Both("证据包已清理", "Pack removed"),
}
_HEADLINE = {
    "violations": Both("发现违规", "Violations"),
    "clean": Both("未发现违规", "No violation"),
    "undecided": Both("无法判定", "Undecided"),
    "": Both("尚无结论", "No verdict yet"),
}
_ROLE = {
    "viewer": Both("查看者", "Viewer"),
    "inspector": Both("检查员", "Inspector"),
    "administrator": Both("管理员", "Administrator"),
}
_DECISION = {
    "confirm": Both("确认", "Confirmed"),
    "reject": Both("驳回", "Rejected"),
    "comment": Both("评注", "Comment"),
}
_CHANGE = {
    "new": Both("新出现", "New"),
    "fixed": Both("已整改", "Fixed"),
    "unchanged": Both("仍存在", "Unchanged"),
    "not-comparable": Both("无法比较", "Not comparable"),
    "not_comparable": Both("无法比较", "Not comparable"),
    "rejected": Both("已驳回", "Rejected"),
}
_DEADLINE = {
    "open": Both("整改中", "Open"),
    "fixed": Both("已整改", "Fixed"),
    "overdue": Both("已逾期", "Overdue"),
    "reopened": Both("再次出现", "Reopened"),
    "waived": Both("已豁免", "Waived"),
}
_STATUS = {
    "operator": Both("运营者自有", "the operator's own"),
    "third-party": Both("第三方", "third party"),
    "platform": Both("平台", "platform"),
    "hosting": Both("托管服务", "hosting"),
    "unknown": Both("归属未知", "owner unknown"),
}
_DRIVER = {
    "embedded": Both("嵌入式宿主", "Embedded host"),
    "devtools": Both("开发者工具", "DevTools"),
    "android": Both("安卓设备", "Android"),
}
_TABLES = {
    "severity": report.SEVERITY,
    "verdict": report.VERDICT,
    "run": report.RUN | {"after": Both("读取画面、判定并封存", "Reading pictures, judging, sealing")},
    "action": report.ACTION,
    "state": _STATE,
    "seal": _SEAL,
    "headline": _HEADLINE,
    "role": _ROLE,
    "decision": _DECISION,
    "change": _CHANGE,
    "deadline": _DEADLINE,
    "status": _STATUS,
    "driver": _DRIVER,
}
DONE = {
    "added": Both("已添加。", "Added."),
    "saved": Both("已保存。", "Saved."),
    "queued": Both("已排队，空闲时立即开始检查。", "Queued; it starts as soon as there is room."),
    "paused": Both("已暂停。", "Paused."),
    "resumed": Both("已恢复。", "Resumed."),
    "removed": Both("已移除。", "Removed."),
    "reviewed": Both("审核意见已签名并保存在证据包旁。", "The decision was signed and lies beside the pack."),
    "verified": Both("核验完成，证据包完好。", "Checked: the pack is as it was sealed."),
    "broken": Both("核验失败，证据包与封存时不同。", "Checked: the pack is NOT as it was sealed."),
    "held": Both("已设为法律保留，不会被清理。", "On legal hold: retention will not touch it."),
    "released": Both("已解除法律保留。", "No longer on legal hold."),
    "deadline": Both("整改期限已设定。", "The deadline is set."),
    "disabled": Both("用户已停用，其会话均已结束。", "The user is disabled; their sessions are over."),
    "password": Both("密码已更改；其他会话均已结束。", "The password is changed; other sessions are over."),
}
"""What a page says after a change; the code stands in its address."""


def of(table: str, code: str) -> Both:
    """The words for a code; the code itself when there are none."""
    return report.of(_TABLES[table], code)


def ago(moment: datetime, now: datetime) -> Both:
    """How long ago, or in how long, roughly."""
    seconds = (now - moment).total_seconds()
    ahead, seconds = seconds < 0, abs(seconds)
    for size, zh, en in ((86400, "天", "d"), (3600, "小时", "h"), (60, "分钟", "min")):
        if seconds >= size:
            count = int(seconds // size)
            return (
                Both(f"{count} {zh}后", f"in {count} {en}") if ahead else Both(f"{count} {zh}前", f"{count} {en} ago")
            )
    return Both("即将", "any moment") if ahead else Both("刚刚", "just now")
