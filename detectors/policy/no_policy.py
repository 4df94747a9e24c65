"""No privacy policy anywhere: not in the platform's guidelines, not in the program."""

from detectors import verdict
from detectors.facts import coverage, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import judging, pages
from detectors.facts.policy.documents import documents
from detectors.facts.starts import cold_starts
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-01",
    help=Text(
        zh="填写平台《用户隐私保护指引》，或在小程序内提供完整的隐私政策页面并给出入口。",
        en="Fill in the platform's privacy guidelines, or give the program a whole policy page and a way to it.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    if found.own:
        title = found.own[0].title or found.own[0].note.page
        reason = Text(zh=f"小程序内有隐私政策：{title}。", en=f"The program has a privacy policy: {title}.")
        return verdict.passed(META, reason, found.evidence())
    if found.guidelines == "filled":
        return judging.by_guidelines(
            META, recording, Text(zh="平台隐私保护指引已填写。", en="The platform's privacy guidelines are filled in.")
        )
    unlinked = pages.texts(recording)
    if unlinked:
        page = unlinked[0]
        reason = Text(zh=f"页面 {page.page} 是隐私政策。", en=f"The page {page.page} is a privacy policy.")
        return verdict.passed(META, reason, Evidence(run=page.run, page=page.page, screens=(page.seq,)))
    if found.partial is not None:
        return verdict.inconclusive(META, found.partial, missing=[found.partial])
    if found.guidelines == "unknown":
        return verdict.inconclusive(META, judging.UNKNOWN, missing=[judging.UNKNOWN])
    return _nowhere(recording)


def _nowhere(recording: Recording) -> Verdict:
    if not pages.processing(recording):
        reason = Text(
            zh="程序声明不处理个人信息，检查中也未观察到处理。",
            en="The program declares no processing of personal data, and none was seen.",
        )
        return nothing_seen(META, recording, reason)
    reached = coverage.coverage(recording)
    searched = sorted({s.page for s in pages.seen(recording)})
    places = "、".join(searched[:12])
    reason = Text(
        zh=f"平台指引未填写，在看到的 {len(searched)} 个页面中也没有隐私政策文本（{places}）。",
        en=f"The guidelines are empty, and none of the {len(searched)} pages seen holds a policy text "
        f"({', '.join(searched[:12])}).",
    )
    screens = tuple({s.page: s.seq for s in pages.seen(recording)}.values())[:6]
    starts = tuple(s.first for s in cold_starts(recording))
    proof = Evidence(events=(*starts[:2], *_processed(recording)), screens=screens)
    finding = Finding(check=META.id, subject=("no-policy",), reason=reason, evidence=proof)
    if pages.crawl_missing(recording):
        missing = pages.crawl_missing(recording)
        return verdict.inconclusive(META, reason, findings=[finding], missing=missing, numbers=reached.numbers)
    return verdict.failed(META, reason, [finding], numbers=reached.numbers)


def _processed(recording: Recording) -> tuple[int, ...]:
    return tuple(dict.fromkeys(t.flow.seq for t in transmissions.transmissions(recording)))[:3]
