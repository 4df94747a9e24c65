"""Nothing was seen: not applicable when the inspection looked far enough to say so, else inconclusive."""

from detectors import verdict
from detectors.facts import coverage
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

ONE_START = Text(zh="第二次冷启动的一致结果", en="the same in a second cold start")
NO_PERMISSION = Text(zh="没有申请任何权限。", en="No permission was asked for.")
NO_INTERFACE = Text(zh="没有使用受管的隐私接口。", en="No privacy interface was used.")


def nothing_seen(meta: Check, recording: Recording, reason: Text) -> Verdict:
    """The verdict for a subject that no picture and no event of the recording shows."""
    reached = coverage.reached(meta, recording)
    if reached.enough:
        return verdict.not_applicable(meta, reason)
    so_far = Text(zh=f"就所看到的部分而言：{reason.zh}", en=f"As far as was seen: {reason.en}")
    return verdict.inconclusive(meta, so_far, missing=reached.missing, numbers=reached.numbers)
