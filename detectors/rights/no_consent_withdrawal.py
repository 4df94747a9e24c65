"""Consent was asked for and cannot be taken back."""

from detectors import verdict
from detectors.facts import consents, entries, notices
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import given_ways
from detectors.facts.policy.documents import documents
from detectors.rights import entered
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="RGT-05",
    help=Text(
        zh="提供撤回同意的入口（如“隐私设置 > 撤回同意”），并在政策中写明，不能只写“删除小程序”。",
        en="Give an entry to withdraw consent and describe it; “remove the mini program” is no way.",
    ),
    needs=("events", "screens"),
    requests=False,
)


def judge(recording: Recording) -> Verdict:
    if not notices.any_consent_surface(recording) and not consents.answers(recording):
        reason = Text(zh="没有请求过同意。", en="No consent was ever asked for.")
        return nothing_seen(META, recording, reason)
    found = entries.of(recording, "withdraw_consent", "take_back", "privacy_settings")
    if found:
        return entered.by_entry(META, found[0])
    texts = documents(recording)
    form, clause = given_ways.way(texts, "withdraw")
    if clause is not None and form != "platform":
        told = Text(zh="政策写明了撤回方式：", en="The policy says how to withdraw:")
        return entered.by_policy(META, recording, clause, sure=True, reason=told)
    if clause is not None or _by_platform(recording, guidelines=texts.guidelines != "empty"):
        reason = Text(
            zh="只有平台设置路径（或删除小程序），是否足够存在争议。",
            en="There is only the platform's settings (or removing the program); whether that is enough is disputed.",
        )
        return verdict.inconclusive(META, reason)
    asked = [a for a in consents.answers(recording) if a.said == "agree"][:1]
    reason = Text(
        zh="请求了同意，但没有撤回入口，政策也没有写明撤回方式",
        en="Consent was asked for; no entry and no policy says how to withdraw it",
    )
    events = tuple(n for a in asked for n in (a.seq, a.settled))
    return entered.nowhere(META, recording, reason, ("no-withdrawal",), events, tuple(_asking(recording)))


def _by_platform(recording: Recording, *, guidelines: bool) -> bool:
    """Whether the platform's settings take it back: its guidelines, or scopes where nothing else was agreed to."""
    answered = {e.data.get("name") for e in recording.of("consent")}
    scopes_only = "scope.answer" in answered and not notices.popups(recording)
    return ("privacy.answer" in answered and guidelines) or scopes_only


def _asking(recording: Recording) -> list[int]:
    """A picture of what asked."""
    return [p.sight.seq for p in notices.popups(recording)][:1]
