"""Nothing lets users see, copy or delete what is held of them."""

from detectors import verdict
from detectors.facts import entries, holdings, kinds
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import given_ways
from detectors.facts.policy.documents import documents
from detectors.rights import entered
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="RGT-04",
    help=Text(
        zh="提供查阅、复制（导出）、删除个人信息的入口或写明方式。",
        en="Give an entry, or a described way, to see, copy and delete one's data.",
    ),
    needs=("events", "screens"),
)
_WHOLE = ("delete_data", "have_deleted", "export_data", "access_data", "delete_account", "close_account")


def judge(recording: Recording) -> Verdict:
    kept, held = holdings.kept(recording), holdings.account(recording) or holdings.offered(recording)
    if not kept and held is None:
        reason = Text(zh="没有看到为用户保存数据。", en="No data of the user was seen being kept.")
        return nothing_seen(META, recording, reason)
    found = entries.of(recording, *_WHOLE)
    if found:
        return entered.by_entry(META, found[0])
    texts = documents(recording)
    form, clause = given_ways.way(texts, "access", "copy", "delete")
    if clause is not None and form != "platform":
        told = Text(zh="政策写明了方式：", en="The policy gives a way:")
        if form == "service":
            told = Text(
                zh="只有邮件或客服方式，须人工核实：", en="Only by writing or calling, which a person has to try:"
            )
        return entered.by_policy(META, recording, clause, sure=form == "path", reason=told)
    if texts.guidelines == "filled" and texts.contact:
        reason = Text(
            zh="只有平台指引标准条款和联系方式。", en="There are only the guidelines' standard clause and a contact."
        )
        return verdict.inconclusive(META, reason)
    if held is not None and not held.opened and not kept:
        return entered.behind(META, held)
    names = [kinds.named(k) for k in kept]
    what_zh, what_en = "、".join(n.zh for n in names) or "账号", ", ".join(n.en for n in names) or "an account"
    reason = Text(
        zh=f"收集了{what_zh}，但没有查阅、复制、删除的入口或方式",
        en=f"Held of the user: {what_en}; no entry and no way to see, copy or delete it",
    )
    seen = held.events if held is not None and held.opened else ()
    return entered.nowhere(META, recording, reason, ("no-way",), seen, ())
