"""What the checks of refused permissions share: the end where there was nothing to refuse, or nothing was refused."""

from detectors import verdict
from detectors.facts import prompts
from detectors.facts.nothing_seen import NO_PERMISSION, nothing_seen
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording


def without(meta: Check, recording: Recording) -> Verdict | None:
    """None where a permission was asked for and refused by hand."""
    if not prompts.prompts(recording):
        return nothing_seen(meta, recording, NO_PERMISSION)
    if prompts.refused(recording):
        return None
    reason = Text(
        zh="申请了权限，但没有一次被检查人员拒绝。", en="Permissions were asked for, but none was refused by hand."
    )
    return verdict.inconclusive(
        meta, reason, missing=[Text(zh="拒绝权限的运行", en="a run that refuses the permission")]
    )
