"""Operators on when personal data is taken: unasked, before a yes, after a no, again and again."""

from truth.layout import Part, no_notice_yet, place, popup
from truth.operators import ALL_RUNS, lawful, violation
from truth.policies import name_in_policy
from truth.program import Program
from truth.sources import (
    NEARBY,
    located,
    own,
    pressed,
    sent,
    wifi,
)
from truth.words import STORIES, Draw


# Read on every show, it brings the official popup back after a refusal: the catalogue counts that as the program's doing.
@violation("FLW-06", "PRM-01", "MIN-04", "FLW-01", "PRE-01", "CON-01", "CON-10", "DEC-08", variants=2)
def clipboard_read_unasked(program: Program, draw: Draw) -> None:
    """The clipboard is read when the program opens, without the user pasting (determination method of 2019, 4.1; PIPL art. 6)."""
    program.declare("Clipboard", draw.say("用于识别粘贴的收货地址", "to recognise a pasted address"))
    then = program.proof()
    if draw.variant == 0:
        then = sent(draw, own(program, program.fresh("clip")), draw.pick("c", "text", "kw"), "v", program.proof())
    code = f"wx.getClipboardData({{ success: (r) => {{ const v = r.data; if (v) {{ {then} }} }} }})"
    if draw.either():
        program.on_page(program.entry, "onShow", code)
    else:
        program.at_launch(f"setTimeout(() => {{ {code} }}, {draw.number(50, 600)})")


@lawful("FLW-06")
def clipboard_pasted_by_the_user(program: Program, draw: Draw) -> None:
    """The clipboard is read when the user presses "paste", and stays on the device (PIPL art. 6)."""
    program.declare("Clipboard", draw.say("用于识别粘贴的收货地址", "to recognise a pasted address"))
    code = f"wx.getClipboardData({{ success: (r) => {{ this.setData({{ pasted: r.data }}); {program.proof()} }} }})"
    pressed(program, draw, code, (("粘贴地址，智能识别", "粘贴文字"), ("Paste an address",)))


@violation("PRE-01", "CON-01", "FLW-01", "POL-11", "MIN-04", "MIN-06", "PRE-03", "CON-07", runs=ALL_RUNS)
def network_sent_before_consent(program: Program, draw: Draw) -> None:
    """Personal data is collected while the popup still asks (determination method of 2019, 3.1; PIPL art. 13)."""
    program.at_launch(_network(program, draw))
    popup(program, draw)


@lawful("PRE-01", "MIN-04", "MIN-06", "FLW-01")
def network_sent_after_consent(program: Program, draw: Draw) -> None:
    """The same, only once the user agreed (PIPL art. 13). Necessity is another question."""
    popup(program, draw, on_agree=_network(program, draw))


def _network(program: Program, draw: Draw) -> str:
    """Sends the address of the network, which the policy names."""
    no_notice_yet(program)
    url = own(program, program.fresh("boot"))
    name_in_policy(
        program,
        draw.say(
            "我们收集您连接的无线网络信息（Wi-Fi名称和BSSID），用于判断是否在店内。",
            "We collect the Wi-Fi network you are connected to (SSID, BSSID), to tell whether you are in the shop.",
        ),
    )
    return wifi(sent(draw, url, draw.pick("b", "ap", "w"), "v", program.proof()))


@violation("PRE-03", "MIN-06", "FLW-01", "POL-11", "PRE-01", "CON-01", "PRM-04", runs=("refuse", "agree"))
def network_sent_after_refusal(program: Program, draw: Draw) -> None:
    """The position is refused, and is found out another way (determination method of 2019, 3.2; PIPL art. 15)."""
    url = own(program, program.fresh("near"))
    program.declare("Location", draw.say("用于展示您附近的门店", "to show shops near you"))
    program.private_info(
        "getLocation", "scope.userLocation", draw.say("用于展示您附近的门店", "to show shops near you")
    )
    round_ = wifi(sent(draw, url, draw.pick("b", "ap", "w"), "v", program.proof()))
    pressed(program, draw, f"wx.getLocation({{ success: () => {{}}, fail: () => {{ {round_} }} }})", NEARBY)


@lawful("PRE-03", "PRE-01", "CON-01", runs=("refuse", "agree"))
def city_chosen_after_refusal(program: Program, draw: Draw) -> None:
    """After a refusal the program asks for the list of a city of its own choice, which tells nothing of where the user is
    (catalogue PRE-03, trap)."""
    url = own(program, program.fresh("near"))
    program.declare("Location", draw.say("用于展示您附近的门店", "to show shops near you"))
    program.private_info(
        "getLocation", "scope.userLocation", draw.say("用于展示您附近的门店", "to show shops near you")
    )
    city = draw.say(("绍兴", "柳州", "洛阳"), ("York", "Leeds"))
    code = f"wx.getLocation({{ success: () => {{}}, fail: () => {{ {sent(draw, url, 'city', repr(city), program.proof())} }} }})"
    pressed(program, draw, code, NEARBY)


@violation("MIN-03", "PRM-09", "MIN-04", "PRM-01", runs=("agree",), variants=2)
def position_again_and_again(program: Program, draw: Draw) -> None:
    """The position is taken every few seconds though nothing moves (PIPL art. 6; determination method of 2019, 4.3)."""
    every = draw.number(3, 9) * 1000
    url = own(program, program.fresh("track"))
    once = located(program, draw, sent(draw, url, "p", "v", program.proof(), form="json"))
    name = program.fresh("watch")
    label = draw.of(NEARBY)
    wxml = f'<view class="{name}-card"><view class="{name}-title">{label}</view><view class="{name}-text">{draw.of(STORIES)}</view><view class="{name}-go" bindtap="onWatch">{label}</view></view>'
    start = f"{once}\nsetInterval(() => {{ {once} }}, {every})"
    if draw.variant == 0:
        place(program, draw, Part(name, label, wxml, (f"onWatch() {{ {start} }}",)), "top", "component")
    else:
        program.on_page(program.entry, "onLoad", start)


@lawful("MIN-03", "MIN-04")
def position_once(program: Program, draw: Draw) -> None:
    """The position is taken once, when shops nearby are asked for (PIPL art. 6)."""
    url = own(program, program.fresh("track"))
    pressed(program, draw, located(program, draw, sent(draw, url, "p", "v", program.proof(), form="json")), NEARBY)
