"""The policy says nothing on minors."""

from detectors import verdict
from detectors.facts import sights
from detectors.facts.policy import book, judging
from detectors.facts.policy.documents import documents
from detectors.verdict import Check, Evidence, Text, Verdict
from recording.recording import Recording
from recording.sight import words

META = Check(
    id="POL-14",
    help=Text(
        zh="写明对未成年人（尤其是不满十四周岁）信息的处理规则和监护人的联系方式。",
        en="Say how data of minors, those under 14 above all, is handled, and how guardians reach the operator.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    clauses = [c for text in found.texts for c in text.about("minors")]
    spoken = [c for c in clauses if book.pattern("topics", "minors").search(_without_titles(c.text))]
    if spoken:
        return judging.present(META, found, spoken[0], Text(zh="有未成年人条款：", en="There is a clause on minors:"))
    if found.guidelines == "filled":
        reason = Text(
            zh="自有政策未提及，仅有平台指引标准条款中的一句（最低限度）。",
            en="The program's own policy is silent; the guidelines' standard clauses have one sentence (the minimum).",
        )
        return judging.by_guidelines(META, recording, reason)
    if clauses:
        reason = Text(
            zh="只有指向儿童规则的链接，未能读取。", en="There is only a link to rules for children that was not read."
        )
        return judging.unsure(META, found, reason)
    internal = next((s for s in sights.all_sights(recording) if words.mentions(_words(s), "audience")), None)
    if internal is not None:
        reason = Text(zh="程序标明仅供内部人员使用。", en="The program says that it is for staff only.")
        return verdict.not_applicable(
            META, reason, Evidence(run=internal.run, page=internal.page, screens=(internal.seq,))
        )
    reason = Text(zh="隐私政策没有任何关于未成年人的条款。", en="The policy has no clause on minors.")
    return judging.absent(META, found, reason, rescue=True)


def _words(sight: sights.Sight) -> str:
    return " ".join(n.text for n in sight.tree.nodes if n.text)


def _without_titles(text: str) -> str:
    return book.pattern("topics", "minors_link").sub(" ", text)
