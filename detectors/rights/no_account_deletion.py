"""There is an account and no way to close it."""

from detectors import verdict
from detectors.facts import entries, holdings
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import given_ways
from detectors.facts.policy.documents import documents
from detectors.rights import entered
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="RGT-01",
    help=Text(
        zh="在“我的 > 设置”中提供注销账号入口（退出登录不是注销），并在政策中写明流程。",
        en="Give an entry to close the account in the settings (logging out is not closing), and describe it.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    held = holdings.account(recording) or holdings.offered(recording)
    if held is None:
        reason = Text(
            zh="没有看到注册、绑定或账号（仅 openid 时见 RGT-04）。",
            en="No registration, binding or account was seen (for an openid alone see RGT-04).",
        )
        return nothing_seen(META, recording, reason)
    found = entries.of(recording, "delete_account", "close_account")
    if found:
        return entered.by_entry(META, found[0])
    form, clause = given_ways.way(documents(recording), "cancel")
    if clause is not None and form in ("path", "service"):
        told = Text(
            zh="程序内没有看到注销入口，政策给出的方式须人工核实：",
            en="No entry was seen in the program; a person has to try the way the policy gives:",
        )
        return entered.by_policy(META, recording, clause, sure=False, reason=told)
    if not holdings.registers(recording):
        reason = Text(
            zh=f"{held.zh}，但页面上没有注册、会员、账号等字样，是否存在账号须人工核实。",
            en=f"Seen: {held.en}; no page speaks of an account or membership, so whether there is one is not known.",
        )
        return verdict.inconclusive(META, reason)
    if not held.opened:
        return entered.behind(META, held)
    reason = Text(
        zh=f"存在账号（{held.zh}），但没有注销入口，政策也没有给出方式",
        en=f"There is an account ({held.en}) and no way to close it, in the program or in the policy",
    )
    return entered.nowhere(META, recording, reason, ("no-cancel",), held.events, held.screens)
