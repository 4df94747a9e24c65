"""The policy is not in simplified Chinese."""

import re

from detectors import verdict
from detectors.facts.policy import judging
from detectors.facts.policy.documents import documents
from detectors.verdict import Check, Evidence, Finding, Text, Verdict
from recording import han
from recording.recording import Recording

META = Check(
    id="POL-04",
    help=Text(zh="提供简体中文版本的隐私政策。", en="Give a version of the policy in simplified Chinese."),
    needs=("events", "screens"),
)
_HALF = 0.5
_SURE = 10
"""Characters of one form only that decide which form it is."""
_WHOLE = 300
"""Chinese characters that are a policy of their own beside another language."""
_TRANSLATED, _SHORT = 0.35, 80
"""A text and its whole translation are about even; from this share and length on both say the same."""


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    if not found.own:
        reason = Text(zh="平台指引为简体中文。", en="The platform's guidelines are in simplified Chinese.")
        return judging.no_text_of_its_own(META, recording, reason)
    text = "\n".join(t.text for t in found.texts)
    chinese = len(re.findall(r"[\u4e00-\u9fff]", text))
    # Latin letters are counted by words: a word says about as much as one or two characters.
    latin = len(re.findall(r"[A-Za-z]+", text)) * 2
    share = chinese / (chinese + latin) if chinese + latin else 0.0
    simplified = sum(c in han.letters("simplified") for c in text)
    traditional = sum(c in han.letters("traditional") for c in text)
    numbers = {"chinese_share": round(share, 3), "simplified": float(simplified), "traditional": float(traditional)}
    if traditional >= _SURE and simplified * 10 <= traditional:
        reason = Text(zh="隐私政策只有繁体中文。", en="The policy is in traditional Chinese only.")
        return _failed(reason, ("traditional",), found.evidence(), found.partial, numbers)
    beside = chinese >= _WHOLE or (share >= _TRANSLATED and chinese >= _SHORT)
    if share >= _HALF or (beside and simplified >= _SURE):
        reason = Text(
            zh=f"有简体中文（占 {share:.0%}）。", en=f"It is in simplified Chinese ({share:.0%} of the text)."
        )
        return verdict.passed(META, reason, found.evidence(), numbers)
    reason = Text(zh=f"隐私政策中文内容仅占 {share:.0%}。", en=f"Only {share:.0%} of the policy is in Chinese.")
    return _failed(reason, ("language",), found.evidence(), found.partial, numbers)


def _failed(
    reason: Text, subject: tuple[str, ...], proof: Evidence, partial: Text | None, numbers: dict[str, float]
) -> Verdict:
    finding = Finding(check=META.id, subject=subject, reason=reason, evidence=proof)
    if partial is not None:
        return verdict.inconclusive(META, partial, findings=[finding], missing=[partial], numbers=numbers)
    return verdict.failed(META, reason, [finding], numbers=numbers)
