"""What the program shows of the user cannot be corrected."""

from detectors import verdict
from detectors.facts import entries, holdings, kinds, sights
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.policy import given_ways
from detectors.facts.policy.documents import documents
from detectors.rights import entered
from detectors.verdict import Check, Text, Verdict
from recording.recording import Recording

META = Check(
    id="RGT-03",
    help=Text(
        zh="在展示个人资料处提供编辑入口，不能自行修改的写明更正方式。",
        en="Let users edit what is shown of them; say how to correct what they cannot edit themselves.",
    ),
    needs=("events", "screens"),
)


def judge(recording: Recording) -> Verdict:
    shown, kept, offered = holdings.shown(recording), holdings.kept(recording), holdings.offered(recording)
    if not shown and not kept and offered is None:
        reason = Text(zh="没有看到保存用户信息。", en="No data of the user was seen being kept.")
        return nothing_seen(META, recording, reason)
    found = entries.of(recording, "edit_profile", "unbind_phone")
    if found:
        return entered.by_entry(META, found[0])
    form, clause = given_ways.way(documents(recording), "correct")
    if clause is not None and form != "platform":
        told = Text(zh="政策写明了更正方式：", en="The policy says how to correct data:")
        return entered.by_policy(META, recording, clause, sure=form == "path", reason=told)
    if offered is not None and not shown and not kept:
        return entered.behind(META, offered)
    if not shown:
        reason = Text(
            zh="信息已提交，但程序没有展示，无法判断能否更正。",
            en="Data was sent and is shown nowhere, so whether it can be corrected is not known.",
        )
        return verdict.inconclusive(META, reason)
    if any(_fields_with_values(recording, number) for _, number in shown):
        reason = Text(
            zh="信息显示在可填写的输入框旁，可能可以修改。",
            en="There are fields to fill beside it; it may be editable.",
        )
        return verdict.inconclusive(META, reason)
    names = [kinds.named(kind) for kind, _ in shown]
    reason = Text(
        zh=f"展示了{'、'.join(n.zh for n in names)}，但没有编辑入口，政策也没有更正方式",
        en=f"The program shows {', '.join(n.en for n in names)} with nothing to edit it, and the policy gives no way",
    )
    screens = tuple(number for _, number in shown)
    return entered.nowhere(META, recording, reason, ("no-edit", *sorted(k for k, _ in shown)), screens, screens)


def _fields_with_values(recording: Recording, number: int) -> bool:
    sight = sights.sight(recording, number)
    return sight is not None and any(c.role == "input" for c in sight.controls)
