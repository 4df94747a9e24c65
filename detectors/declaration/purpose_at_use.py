"""What each declared kind was really used for: the sheet for the person who compares it with the purpose."""

from detectors import verdict
from detectors.facts import called, kind_table, kinds, transmissions
from detectors.facts.kind_table import Row
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="DEC-08",
    help=Text(
        zh="只把信息用于声明的目的；新增用途时先更新指引并重新取得同意。",
        en="Use data for its declared purpose only; before using it for another, change the guidelines and ask again.",
    ),
)


def judge(recording: Recording) -> Verdict:
    declared = recording.profile.declared
    purposes = {i.privacy_key: i.privacy_text for i in declared.setting_list} if declared is not None else {}
    if declared is None:
        reason = Text(zh="平台隐私指引未知。", en="The platform's guidelines are unknown.")
        missing = [Text(zh="配置中的 [declared]", en="[declared] in the profile")]
        return verdict.inconclusive(META, reason, missing=missing)
    if not purposes:
        return verdict.not_applicable(META, Text(zh="没有声明任何信息种类。", en="Nothing is declared."))
    used = [r for r in kind_table.kind_table(recording) if (r.called or r.sent) and _key(r, purposes)]
    findings = [_sheet(recording, row, purposes[_key(row, purposes)]) for row in used]
    reason = Text(
        zh=f"{len(used)} 种已声明的信息有使用记录，是否符合声明目的由人工判断。",
        en=f"{len(used)} declared kinds were used; whether each fits its purpose is for a person to say.",
    )
    return verdict.inconclusive(META, reason, findings=findings, numbers={"kinds_used": float(len(used))})


def _key(row: Row, purposes: dict[str, str]) -> str:
    return next((k for k in row.keys if k in purposes), "")


def _sheet(recording: Recording, row: Row, purpose: str) -> Finding:
    what = kinds.named(row.kind)
    used = [u.event.page for u in row.called] or [transmissions.evidence([t]).page for t in row.sent]
    pages = list(dict.fromkeys(page for page in used if page))[:5]
    others = [t for t in row.sent if t.recipient.owner == "third"]
    to_zh, to_en = "、".join(row.recipients[:5]) or "无", ", ".join(row.recipients[:5]) or "nobody"
    third = Text(zh="，其中有第三方", en=", third parties among them") if others else Text(zh="", en="")
    on_zh = "、".join(pages) or "未知"
    reason = Text(
        zh=f"{what.zh}：声明用途“{purpose[:60] or '（空）'}”；使用页面 {on_zh}；发往 {to_zh}{third.zh}。",
        en=f"{what.en}: declared for “{purpose[:60] or '(nothing)'}”; used on {', '.join(pages) or 'unknown pages'}; "
        f"sent to {to_en}{third.en}.",
    )
    if row.sent:
        proof = transmissions.evidence([*others, *row.sent][:5])
    else:
        first = row.called[0].event
        screen = recording.screen_after(first.seq, first.run)
        proof = Evidence(
            run=first.run,
            page=first.page,
            events=tuple(u.event.seq for u in row.called[:5]),
            screens=(screen.seq,) if screen is not None and not screen.data.get("blank") else (),
            call=called.site(first),
        )
    return Finding(check=META.id, subject=(row.kind,), reason=reason, evidence=proof)
