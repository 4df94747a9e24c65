"""A withdrawn interface for nickname and avatar is still used. A fact, never a violation."""

from detectors import verdict
from detectors.facts import called
from detectors.facts.clean_end import clean_end
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.event import Event
from recording.recording import Recording

META = Check(
    id="DEC-07",
    help=Text(
        zh="改用 button open-type=chooseAvatar 和 input type=nickname，由用户自行填写头像昵称。",
        en="Use button open-type=chooseAvatar and input type=nickname, which the user fills in.",
    ),
)
_WITHDRAWN = frozenset({"wx.getUserInfo", "wx.getUserProfile", "button.getUserInfo", "button.getUserProfile"})
_SINCE = (2, 10, 4)


def judge(recording: Recording) -> Verdict:
    version = tuple(int(p) for p in recording.profile.host.sdk_version.split(".")[:3] if p.isdigit())
    if version < _SINCE:
        reason = Text(zh="基础库早于 2.10.4。", en="The base library is older than 2.10.4.")
        return verdict.not_applicable(META, reason)
    used = [e for e in recording.of("call") if e.data.get("phase") == "begin" and e.data.get("api") in _WITHDRAWN]
    if used:
        findings = [_finding(recording, api, used) for api in dict.fromkeys(str(e.data.get("api")) for e in used)]
        reason = Text(
            zh="仍在使用已回收的头像昵称接口（事实，不作违规认定）。",
            en="A withdrawn profile interface is still used (a fact, not a violation).",
        )
        return verdict.inconclusive(META, reason, findings=findings, numbers={"calls": float(len(used))})
    reason = Text(zh="没有使用已回收的头像昵称接口。", en="No withdrawn profile interface is used.")
    return clean_end(META, recording, reason)


def _finding(recording: Recording, api: str, used: list[Event]) -> Finding:
    own = [e for e in used if e.data.get("api") == api]
    plugin = any("plugin" in str(e.data.get("file", "")) for e in own)
    note = Text(zh="（在插件内调用）", en=" (from inside a plugin)") if plugin else Text(zh="", en="")
    reason = Text(zh=f"调用了 {api}{note.zh}。", en=f"{api} is called{note.en}.")
    screen = recording.screen_before(own[0].seq, own[0].run)
    proof = Evidence(
        run=own[0].run,
        page=own[0].page,
        events=tuple(e.seq for e in own[:5]),
        screens=(screen.seq,) if screen is not None and not screen.data.get("blank") else (),
        call=called.site(own[0]),
    )
    return Finding(check=META.id, subject=(api,), reason=reason, evidence=proof)
