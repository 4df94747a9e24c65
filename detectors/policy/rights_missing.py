"""The policy does not say which rights users have and how to use them."""

from detectors.facts.policy import judging
from detectors.facts.policy.documents import Documents, documents
from detectors.facts.policy.rights import RIGHTS, Right
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-09",
    help=Text(
        zh="列明查阅、复制、更正、删除、撤回同意、注销账号的方式和程序（入口路径或联系方式）。",
        en="Say how users see, copy, correct and delete their data, withdraw consent and close the account.",
    ),
    needs=("events", "screens"),
)
_ENOUGH = 3


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    if not found.own:
        return _guidelines(recording, found)
    every: list[Right] = [r for text in found.texts for r in text.rights]
    named = [name for name in RIGHTS if any(r.name == name for r in every)]
    with_way = [name for name in RIGHTS if any(r.name == name and r.way for r in every)]
    if len(with_way) >= _ENOUGH:
        first = next(r for r in every if r.way)
        said = Text(
            zh=f"写明了 {len(with_way)} 项权利及其方式：", en=f"{len(with_way)} of 6 rights are given with a way:"
        )
        return judging.present(META, found, first.clause, said)
    if len(named) >= _ENOUGH:
        reason = Text(
            zh=f"列出了 {len(named)} 项权利，但没有写明行使方式。",
            en=f"{len(named)} rights are named without a way to use them.",
        )
        return judging.unsure(META, found, reason)
    reason = Text(
        zh=f"隐私政策只提到 6 项权利中的 {len(named)} 项，没有写明行使权利的方式。",
        en=f"The policy names {len(named)} of the 6 rights, and not how to use them.",
    )
    return judging.absent(META, found, reason)


def _guidelines(recording: Recording, found: Documents) -> Verdict:
    """The platform prints the rights and sends the user to the operator's contact."""
    if found.contact:
        reason = Text(
            zh="平台指引的标准条款列明权利，并给出联系方式。",
            en="The standard clauses of the guidelines name the rights, and there is a contact.",
        )
        return judging.by_guidelines(META, recording, reason)
    reason = Text(zh="只有平台指引的标准条款。", en="There are only the standard clauses of the guidelines.")
    return judging.unsure(META, found, reason)
