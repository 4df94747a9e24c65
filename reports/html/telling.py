"""One event told in a few words, in both languages."""

from detectors.facts.transmissions import READ
from recording.event import Event
from reports import plain
from reports.html import parties, words
from reports.html.view import Both, Moment

_WAYS = {
    "close": Both("试关闭", "trying to close"),
    "refuse": Both("试拒绝", "trying to refuse"),
    "back": Both("试返回", "trying to go back"),
    "outside": Both("试点空白处", "trying to tap outside"),
    "tab": Both("试切换标签", "trying another tab"),
}
_RESULTS = {
    "content": Both("可见内容", "content is shown"),
    "surface": Both("仍为索取界面", "still being asked"),
    "blank": Both("空白页", "a blank page"),
    "exit": Both("小程序退出", "the program exits"),
    "unchanged": Both("没有变化", "nothing changes"),
}
DIALOGS = {
    "privacy": Both("平台隐私弹窗", "Platform privacy dialog"),
    "scope": Both("平台授权弹窗", "Platform permission dialog"),
    "phone": Both("平台手机号弹窗", "Platform phone dialog"),
    "profile": Both("平台用户信息弹窗", "Platform profile dialog"),
    "modal": Both("提示框", "Modal"),
    "toast": Both("轻提示", "Toast"),
    "actionsheet": Both("操作菜单", "Action sheet"),
    "picker": Both("选择器", "Picker"),
    "contract": Both("隐私保护指引", "Privacy guidelines"),
}
_PHASES = {"shown": Both("出现", "shown"), "answered": Both("已选择", "answered"), "closed": Both("关闭", "closed")}


def moment(event: Event, strong: bool = False) -> Moment:
    """The event as one line of the order of events."""
    text, detail = _TOLD.get(event.kind, _other)(event)
    return Moment(event.seq, event.utc, text, detail, strong)


def action(event: Event) -> Both:
    """What the inspector did, with the words on the element."""
    data = event.data
    verb = words.of(words.ACTION, str(data.get("type", "")))
    target = data.get("target")
    words_on_it = str(target.get("text", "")) if isinstance(target, dict) else ""
    label = plain.line(words_on_it, 24) if data.get("type") != "launch" else ""
    purpose = str(data.get("purpose", ""))
    way = _WAYS.get(purpose.removeprefix("dismiss:")) if purpose.startswith("dismiss:") else None
    zh = verb.zh + (f"「{label}」" if label else "") + (f"（{way.zh}）" if way else "")
    en = verb.en + (f" “{label}”" if label else "") + (f" ({way.en})" if way else "")
    return Both(zh, en)


def _action(event: Event) -> tuple[Both, str]:
    return action(event), ""


def _screen(event: Event) -> tuple[Both, str]:
    return Both("截图", "Picture"), event.page


def _call(event: Event) -> tuple[Both, str]:
    data = event.data
    ended = data.get("phase") == "end"
    verb = Both("接口返回", "Answer of") if ended else Both("调用", "Call of")
    place = f"{data.get('file')}:{data.get('line', 0)}" if data.get("file") else ""
    outcome = str(data.get("err_msg", "")) if ended else place
    return verb, f"{data.get('api', '')} {outcome}".strip()


def _flow(event: Event) -> tuple[Both, str]:
    data = event.data
    return Both("请求", "Request"), f"{data.get('method', '')} {str(data.get('url', '')).split('?')[0]}"


def _dialog(event: Event) -> tuple[Both, str]:
    data = event.data
    kind = words.of(DIALOGS, str(data.get("type", "")))
    phase = words.of(_PHASES, str(data.get("phase", "")))
    text = str(data.get("title") or data.get("text") or "")
    return Both(f"{kind.zh}{phase.zh}", f"{kind.en} {phase.en}"), text


def _consent(event: Event) -> tuple[Both, str]:
    data = event.data
    answer = {"agree": Both("：同意", ": agreed"), "refuse": Both("：拒绝", ": refused")}.get(
        str(data.get("answer", ""))
    )
    base = Both("授权流程", "Consent flow")
    told = Both(base.zh + answer.zh, base.en + answer.en) if answer else base
    return told, f"{data.get('name', '')} {data.get('interface', '')}".strip()


def _note(event: Event) -> tuple[Both, str]:
    data = event.data
    name = str(data.get("name", ""))
    if name == "start":
        return Both(f"第 {data.get('number', '?')} 次冷启动", f"Cold start {data.get('number', '?')}"), ""
    if name == "wall" and data.get("phase") == "way":
        result = words.of(_RESULTS, str(data.get("result", "")))
        tried = plain.line(str(data.get("way", "")), 40)
        return Both(f"出路「{tried}」：{result.zh}", f"Way out “{tried}”: {result.en}"), ""
    if name == "planted":
        kind = parties.kind(str(data.get("kind", "")))
        if data.get("interface") == READ:
            return Both(f"设备上原有的值：{kind.zh}", f"Value that the device held: {kind.en.lower()}"), ""
        return Both(f"交给小程序的测试值：{kind.zh}", f"Test value handed out: {kind.en.lower()}"), str(
            data.get("interface", "")
        )
    if name == "fence":
        return Both("界标：此前的流量均已记录", "Fence: all traffic until here is recorded"), ""
    if name == "run.begin":
        return Both("本轮开始", "Run begins"), event.run
    return Both("记录", "Note"), name


def _storage(event: Event) -> tuple[Both, str]:
    return Both("写入存储", "Storage written"), str(event.data.get("key", ""))


def _error(event: Event) -> tuple[Both, str]:
    return Both("错误", "Error"), str(event.data.get("message", ""))


def _other(event: Event) -> tuple[Both, str]:
    return Both(event.kind, event.kind), ""


_TOLD = {
    "action": _action,
    "screen": _screen,
    "call": _call,
    "flow": _flow,
    "dialog": _dialog,
    "consent": _consent,
    "note": _note,
    "storage": _storage,
    "error": _error,
}
