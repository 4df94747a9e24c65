"""The policy says neither of when it is nor which version."""

from detectors.facts.policy import judging
from detectors.facts.policy.documents import documents
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-15",
    help=Text(zh="在隐私政策中写明更新日期、生效日期或版本。", en="Give the policy a date of effect or a version."),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    if not found.own:
        reason = Text(zh="平台指引由平台标注日期。", en="The platform dates its guidelines itself.")
        return judging.by_guidelines(META, recording, reason)
    dated = next((c for text in found.texts for c in text.dates), None)
    if dated is not None:
        return judging.present(META, found, dated, Text(zh="有日期或版本：", en="There is a date or version:"))
    other = next((c for text in found.texts for c in text.dated), None)
    if other is not None:
        quote = " ".join(other.text.split())[:80]
        reason = Text(
            zh=f"有日期，但看不出是否为政策的日期：“{quote}”", en=f"There is a date, perhaps the policy's: “{quote}”"
        )
        return judging.unsure(META, found, reason)
    reason = Text(
        zh="隐私政策没有更新、生效日期或版本号。", en="The policy has no date of update or effect and no version."
    )
    return judging.absent(META, found, reason)
