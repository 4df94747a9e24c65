"""The policy does not say how long data is kept."""

from detectors.facts.policy import book, judging
from detectors.facts.policy.documents import documents
from detectors.facts.policy.terms import Period
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-08",
    help=Text(
        zh="写明保存期限（如 180 天），或确定期限的标准以及到期后如何删除。",
        en="Say how long data is kept (180 days), or by what it is decided and what happens afterwards.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    if found.period:
        reason = Text(
            zh=f"平台指引载明存储期限：{found.period}。",
            en=f"The platform's guidelines give the period: {found.period}.",
        )
        return judging.by_guidelines(META, recording, reason)
    every: list[Period] = [p for text in found.texts for p in text.periods]
    fixed = next((p for p in every if p.form == "fixed"), None)
    if fixed is not None:
        return judging.present(META, found, fixed.clause, Text(zh="写明了期限：", en="A period is given:"))
    criterion = next((p for p in every if p.form == "criterion"), None)
    if criterion is not None:
        follows = any(book.says("periods", "after", t.text) for t in found.texts)
        if follows:
            said = Text(zh="写明了确定期限的标准：", en="What the period depends on is given:")
            return judging.present(META, found, criterion.clause, said)
        reason = Text(zh="写了标准，但没有写到期后如何处理。", en="A criterion is given, but not what follows.")
        return judging.unsure(META, found, reason)
    if every:
        reason = Text(zh="只写“法律规定的期限”。", en="Only “as the law requires”.")
        return judging.unsure(META, found, reason)
    if not found.own:
        reason = Text(
            zh="只有平台指引，配置中没有存储期限（store_expire_timestamp）。",
            en="There are only the guidelines, and the profile gives no period (store_expire_timestamp).",
        )
        return judging.unsure(META, found, reason, reason)
    reason = Text(
        zh="隐私政策没有写明保存期限，也没有确定期限的标准。",
        en="The policy gives neither a storage period nor what it depends on.",
    )
    return judging.absent(META, found, reason, rescue=True)
