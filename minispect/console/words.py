"""The console's own words for codes, in both languages."""

from datetime import datetime

from minispect.console.audit import COMMAND, OPEN
from reports.difference import terms
from reports.html import parties
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
    "undecided": Both("未能判定", "Undecided"),
    "": Both("尚无结论", "No verdict yet"),
}
_ROLE = {
    "viewer": Both("查看者", "Viewer"),
    "inspector": Both("检查员", "Inspector"),
    "administrator": Both("管理员", "Administrator"),
}
_DEADLINE = {
    "open": Both("整改中", "Open"),
    "fixed": Both("已整改", "Fixed"),
    "overdue": Both("已逾期", "Overdue"),
    "reopened": Both("再次出现", "Reopened"),
    "waived": Both("已豁免", "Waived"),
}
_OPTION = {
    "backend": Both("后端", "Back end"),
    "budget": Both("每轮秒数", "Seconds for each run"),
    "runs": Both("轮次", "Runs"),
    "lang": Both("报告语言", "Language of the report"),
    "no_ocr": Both("不识别画面文字", "Pictures are not read"),
    "patience": Both("等待画面秒数", "Seconds to wait for a page"),
    "seed": Both("随机种子", "Seed"),
    "fail_on": Both("判为不通过", "Fails on"),
    "capture": Both("流量记录", "Capture"),
    "cli": Both("开发者工具命令行", "Tool of DevTools"),
    "auto_port": Both("自动化端口", "Automation port"),
    "proxy_port": Both("代理端口", "Proxy port"),
    "cdp_port": Both("调试端口", "Debugging port"),
}
_DRIVER = {
    "embedded": Both("嵌入式宿主", "Embedded host"),
    "devtools": Both("开发者工具", "DevTools"),
    "android": Both("安卓设备", "Android"),
}


def _first(table: dict[str, Both]) -> dict[str, Both]:
    """Words of a running text as they stand alone: in English with a capital."""
    return {code: Both(both.zh, both.en[:1].upper() + both.en[1:]) for code, both in table.items()}


_AUDIT = {
    "console.started": Both("启动控制台", "Console started"),
    "login": Both("登录", "Logged in"),
    "login.failed": Both("登录失败", "Login failed"),
    "login.limited": Both("登录受限", "Login held back"),
    "logout": Both("退出", "Logged out"),
    "refused": Both("越权被拒", "Refused"),
    "password": Both("更改密码", "Password changed"),
    "password.refused": Both("更改密码被拒", "Password not changed"),
    "user.added": Both("添加用户", "User added"),
    "user.add": Both("添加用户", "User added"),
    "user.disable": Both("停用用户", "User disabled"),
    "user.password": Both("设定用户密码", "User's password set"),
    "user.role": Both("更改角色", "User's role changed"),
    "target.added": Both("添加检查对象", "Target added"),
    "target.archived": Both("归档检查对象", "Target archived"),
    "target.back": Both("恢复检查对象", "Target brought back"),
    "case.saved": Both("保存案件信息", "Case saved"),
    "run.queued": Both("安排检查", "Run queued"),
    "run.stopped": Both("停止检查", "Run stopped"),
    "schedule.added": Both("添加计划", "Schedule added"),
    "schedule.paused": Both("暂停计划", "Schedule paused"),
    "schedule.resumed": Both("恢复计划", "Schedule resumed"),
    "schedule.removed": Both("移除计划", "Schedule removed"),
    "deadline": Both("整改期限", "Deadline"),
    "review.confirm": Both("审核：确认", "Review: confirmed"),
    "review.reject": Both("审核：驳回", "Review: rejected"),
    "review.comment": Both("审核：备注", "Review: comment"),
    "pack.verified": Both("核验证据包", "Pack verified"),
    "pack.downloaded": Both("下载证据包", "Pack downloaded"),
    "pack.exported": Both("导出", "Pack exported"),
    "pack.held": Both("设为法律保留", "Legal hold set"),
    "pack.released": Both("解除法律保留", "Legal hold lifted"),
    "report.downloaded": Both("下载报告", "Report downloaded"),
}
_WHO = {OPEN: Both("本机", "This machine"), COMMAND: Both("命令行", "Command line")}
_TABLES = {
    "severity": report.SEVERITY,
    "verdict": report.VERDICT,
    "run": report.RUN | {"after": Both("读取画面、判定并封存", "Reading pictures, judging, sealing")},
    "action": report.ACTION,
    "state": _STATE,
    "seal": _SEAL,
    "headline": _HEADLINE,
    "role": _ROLE,
    "act": _first(terms.ACT),
    "ruling": _first(terms.RULING),
    "change": _first(terms.STATE | terms.CHANGE),
    "sort": _first(terms.SORT),
    "also": terms.ALSO,
    "deadline": _DEADLINE,
    "owner": parties.OWNER,
    "driver": _DRIVER,
    "option": _OPTION,
    "audit": _AUDIT,
    "who": _WHO,
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
