"""The platform's identifier of the user, or the code that yields it, goes to another organisation."""

from detectors import verdict
from detectors.facts import disclosures, transmissions
from detectors.facts.clean_end import clean_end
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="FLW-10",
    help=Text(
        zh="登录凭证和 openid/unionid 只发给自己的服务器；确需提供的，写明接收方及该种类并取得同意。",
        en="Send login codes, openid and unionid to your own server only; else name the recipient with this kind.",
    ),
    needs=("flows", "hits"),
)


def judge(recording: Recording) -> Verdict:
    every = transmissions.transmissions(recording)
    found = [t for t in every if t.kind == "openid" and t.proof and t.recipient.owner in ("third", "unknown")]
    others = [f for f in transmissions.sent(recording) if transmissions.to(recording, f).owner in ("third", "unknown")]
    if not others:
        reason = Text(zh="没有向其他组织的传输。", en="Nothing goes to another organisation.")
        return nothing_seen(META, recording, reason)
    groups = list(transmissions.grouped(found).values())
    sure = [g for g in groups if g[0].recipient.owner == "third" and _stated(g) in ("unnamed", "another")]
    if sure:
        findings = [_finding(g) for g in sure]
        return verdict.failed(META, findings[0].reason, findings)
    open_ = [g for g in groups if _stated(g) != "stated"]
    if open_:
        reason = Text(
            zh="登录凭证或 openid 发往归属不明、披露笼统或无法核对披露的主机。",
            en="An identifier goes to a host whose owner, or what is said of it, cannot be told for sure.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(g) for g in open_], missing=[reason])
    reason = Text(
        zh="没有向未写明该种类的组织发送登录凭证、openid 或 unionid。",
        en="No login code, openid or unionid goes to an organisation for which it is not stated.",
    )
    return clean_end(META, recording, reason)


def _stated(group: list[Transmission]) -> str:
    return disclosures.disclosure(group[0].recording, group[0].recipient, "openid").stated


def _finding(group: list[Transmission]) -> Finding:
    first = group[0]
    named = "login code" if first.login_code else first.value.field or "openid"
    host, who = first.recipient.host, first.recipient.organisation or "?"
    shown = {"login code": "登录凭证（wx.login code）"}.get(named, named)
    reason = Text(
        zh=f"{shown} 发往 {host}（{who}），未写明该接收方会收到此种类。",
        en=f"The {named} goes to {host} ({who}), for which this kind is not stated.",
    )
    proof = transmissions.evidence(group)
    return Finding(check=META.id, subject=("openid", first.recipient.domain), reason=reason, evidence=proof)
