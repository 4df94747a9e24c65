"""What the checks of rights share: the end of a search through pages and policy."""

from detectors import verdict
from detectors.facts.entries import Entry
from detectors.facts.holdings import Account
from detectors.facts.policy import judging, pages
from detectors.facts.policy.clauses import Clause
from detectors.facts.policy.documents import documents
from detectors.verdict import Box, Check, Evidence, Finding, Text, Verdict
from recording.recording import Recording


def by_entry(meta: Check, entry: Entry) -> Verdict:
    """A pass by an entry of the program."""
    reason = Text(zh=f"页面 {entry.page} 有入口“{entry.text}”。", en=f"The page {entry.page} has “{entry.text}”.")
    box = Box(screen=entry.screen, rect=entry.rect, label=reason)
    return verdict.passed(meta, reason, Evidence(run=entry.run, page=entry.page, screens=(entry.screen,), boxes=(box,)))


def by_policy(meta: Check, recording: Recording, clause: Clause, *, sure: bool, reason: Text) -> Verdict:
    """A way that only the policy gives: a pass when it is enough, else somebody has to try it."""
    found = documents(recording)
    if sure:
        return judging.present(meta, found, clause, reason)
    quote = " ".join(clause.text.split())[:120]
    return judging.unsure(meta, found, Text(zh=f"{reason.zh}“{quote}”", en=f"{reason.en} “{quote}”"))


def nowhere(
    meta: Check,
    recording: Recording,
    reason: Text,
    subject: tuple[str, ...],
    seen: tuple[int, ...],
    shown: tuple[int, ...],
) -> Verdict:
    """Not in the program and not in the policy: a fail when both were read, with the pages that were searched."""
    found = documents(recording)
    searched = pages.seen(recording)
    likely = sorted(searched, key=lambda s: not _own(s.page))
    screens = tuple(dict.fromkeys((*shown, *(s.seq for s in likely[:4]), *found.screens)))
    events = tuple(sorted({*seen, *(d.note.seq for d in found.own), *screens[:1]}))
    told = Text(
        zh=f"{reason.zh}（查看了 {len(searched)} 个页面：{'、'.join(s.page for s in likely[:8])}）",
        en=f"{reason.en} ({len(searched)} pages were searched: {', '.join(s.page for s in likely[:8])})",
    )
    run = searched[0].run if searched else ""
    finding = Finding(
        check=meta.id, subject=subject, reason=told, evidence=Evidence(run=run, events=events, screens=screens)
    )
    missing = (*pages.crawl_missing(recording), *((found.partial,) if found.partial is not None else ()))
    if missing:
        return verdict.inconclusive(meta, told, findings=[finding], missing=missing)
    return verdict.failed(meta, told, [finding])


def behind(meta: Check, held: Account) -> Verdict:
    """No way was seen, and nobody went where an account is opened."""
    reason = Text(
        zh=f"{held.zh}，是否有账号、保存哪些信息不明；所看到的页面和政策没有给出方式。",
        en=f"Not known is whether there is an account and what is kept ({held.en}); what was seen gives no way.",
    )
    missing = [Text(zh="提供手机号之后的页面", en="the pages that giving the number leads to")]
    shown = Evidence(run=held.run, events=held.events, screens=held.screens)
    return verdict.inconclusive(meta, reason, missing=missing, evidence=shown)


def _own(page: str) -> bool:
    """Pages where such entries usually stand come first in the evidence."""
    return any(
        word in page.casefold() for word in ("my", "mine", "user", "setting", "account", "profile", "member", "about")
    )
