"""The policy gives no way to reach the operator on personal data."""

from detectors.facts.policy import judging
from detectors.facts.policy.contacts import Contact
from detectors.facts.policy.documents import documents
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="POL-06",
    help=Text(
        zh="写明可用的邮箱、电话、通信地址或程序内反馈入口，不要留模板占位符。",
        en="Give a working e-mail, phone, postal address or form in the program; leave no blanks of a template.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    found = documents(recording)
    nothing = judging.without(META, found)
    if nothing is not None:
        return nothing
    every: list[Contact] = [c for text in found.texts for c in text.contacts]
    working = next((c for c in every if c.works), None)
    if working is not None:
        return judging.present(META, found, working.clause, Text(zh="有联系方式：", en="There is a contact:"))
    if found.contact:
        reason = Text(
            zh=f"平台指引载明联系方式：{found.contact}。",
            en=f"The platform's guidelines give a contact: {found.contact}.",
        )
        return judging.by_guidelines(META, recording, reason)
    blank = next((c for c in every if c.form == "placeholder"), None)
    if blank is not None:
        reason = Text(
            zh=f"联系方式是模板占位符：{blank.value}", en=f"The contact is a blank of a template: {blank.value}"
        )
        return judging.absent(META, found, reason, ("placeholder",), rescue=True)
    if any(c.form == "vague" for c in every):
        reason = Text(
            zh="只写“联系客服”，没有号码、地址或入口路径。", en="Only “contact us”, with no number, address or way."
        )
        return judging.unsure(META, found, reason)
    if not found.own:
        reason = Text(
            zh="配置中的平台指引没有联系方式（owner_setting）。",
            en="The guidelines in the profile give no contact (owner_setting).",
        )
        return judging.unsure(META, found, reason, reason)
    reason = Text(
        zh="隐私政策没有任何有效的联系方式（邮箱、电话、地址、账号或程序内入口）。",
        en="The policy gives no well-formed contact: no e-mail, phone, address, account or way in the program.",
    )
    return judging.absent(META, found, reason, rescue=True)
