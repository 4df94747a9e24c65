"""The report's own words for the codes of a recording and of verdicts."""

from reports.html.view import Both

SEVERITY = {
    "critical": Both("严重", "Critical"),
    "major": Both("较重", "Major"),
    "minor": Both("一般", "Minor"),
    "notice": Both("提示", "Notice"),
}
PROVEN = Both("已证实", "proven")
CONFIRM = Both("须人工确认", "needs a person")
"""A violation by a check of judgement (the catalogue's ``machine+review``): found, and to be confirmed before use."""
MAP_LEGEND = Both(
    "红框：发现所在页面；蓝框：弹窗；虚线框：仅被直接打开。深色箭头：首次到达的路径及事件编号；浅色：其他路径。",
    "Red: a finding's page; blue: a dialog; dashed: only opened directly. Dark arrows: the first way to a page "
    "and its event; faint ones: other ways.",
)
UNMAPPED = Both(
    "页面地图未绘制：本机没有 Graphviz（dot）。页面、弹窗与路径见 derived/sitemap.json。",
    "The site map is not drawn: this machine has no Graphviz (dot). derived/sitemap.json holds what is on it.",
)
VERDICT = {
    "fail": Both("违规", "Violation"),
    "inconclusive": Both("未能判定", "Undecided"),
    "pass": Both("通过", "Passed"),
    "not-applicable": Both("不适用", "Not applicable"),
    "error": Both("检查出错", "Check failed"),
    "not-judged": Both("未检查", "Not judged"),
}
RUN = {
    "untouched": Both("不作选择", "Untouched"),
    "refuse": Both("全部拒绝", "Refuse all"),
    "agree": Both("全部同意", "Agree to all"),
    "return": Both("拒绝后再来", "Refuse and return"),
    "withdraw": Both("同意后撤回", "Agree, then withdraw"),
    "update": Both("指引变更", "Guidelines updated"),
}
ACTION = {
    "launch": Both("启动", "Launch"),
    "tap": Both("点击", "Tap"),
    "input": Both("输入", "Type"),
    "scroll": Both("滚动", "Scroll"),
    "swipe": Both("翻动", "Swipe"),
    "back": Both("返回", "Back"),
    "open": Both("直接打开", "Open directly"),
    "hide": Both("切到后台", "To background"),
    "show": Both("回到前台", "To foreground"),
    "advance": Both("时间推进", "Let time pass"),
    "away": Both("离开一段时间", "Away for a while"),
    "close": Both("关闭", "Close"),
    "toggle": Both("切换", "Toggle"),
}
SPELLING = {
    "plain": Both("明文", "in clear"),
    "md5": Both("MD5 散列", "as MD5"),
    "sha1": Both("SHA-1 散列", "as SHA-1"),
    "sha256": Both("SHA-256 散列", "as SHA-256"),
    "sm3": Both("SM3 散列", "as SM3"),
    "base64": Both("Base64 编码", "in Base64"),
    "hex": Both("十六进制", "in hexadecimal"),
    "url": Both("URL 编码", "URL-encoded"),
    "digits": Both("拆开或以其他符号分隔的数字", "with its digits apart or in several values"),
    "number": Both("换一种写法的数值", "as a number written another way"),
}
CERTAINTY = {
    "embedded": Both(
        "目标：模拟宿主。小程序代码真实运行，平台弹窗由本工具按公开文档绘制；真机上的画面可能略有不同。",
        "Target: simulated host. The program's own code really ran; platform dialogs are drawn by this tool after the "
        "public documentation, so a real phone may look slightly different.",
    ),
    "devtools": Both(
        "目标：微信开发者工具。弹窗为工具模拟，后台行为并非真机。",
        "Target: WeChat DevTools. Dialogs are simulated and background behaviour is not that of a phone.",
    ),
    "devtools-simulated": Both(
        "目标：模拟的开发者工具（minispect 自有宿主应答自动化协议），不是微信开发者工具；不能作为证据。",
        "Target: a SIMULATED DevTools (minispect's own host answers the automation protocol), not WeChat's; this is no "
        "evidence.",
    ),
    "android": Both(
        "目标：安卓真机或模拟器上的微信。不可见接口调用，以画面与流量为准。",
        "Target: WeChat on Android. Interface calls cannot be seen; pictures and traffic decide.",
    ),
    "android-simulated": Both(
        "目标：模拟设备（测试替身），不是真实手机；不能作为证据。",
        "Target: a SIMULATED device (test stand-in), no real phone; this is no evidence.",
    ),
}

CAPTURE = {
    "hosts": Both("该设备的流量只能看到主机名，看不到内容。", "Of the device's traffic only host names could be read."),
    "none": Both("没有看到该设备的流量。", "Nothing of the device's traffic could be read."),
}
"""Beside the certainty, where not all traffic could be read."""


def of(table: dict[str, Both], code: str) -> Both:
    """The words for a code; the code itself when this version has none."""
    return table.get(code) or Both(code, code)
