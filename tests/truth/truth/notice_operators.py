"""Operators on the notice: what its window says and offers, and what a no there costs."""

from truth.layout import Part, no_notice_yet, place, popup
from truth.operators import lawful, violation
from truth.policies import made_whole
from truth.program import Program, Unfit
from truth.words import AGREE, STORIES, Draw


@violation("CON-03", "CON-09", "CON-05", "MIN-01", "MIN-07", variants=2)
def notice_without_no(program: Program, draw: Draw) -> None:
    """The privacy popup offers only to agree (test scenes for notice 164, 1.1-7; PIPL art. 16: refusal must be possible)."""
    no_notice_yet(program)
    said = draw.say(
        ("欢迎使用，请阅读{}后继续。", "为保护您的权益，请仔细阅读{}。"), ("Welcome. Please read our {} to go on.",)
    )
    popup(program, draw, refuse="", text=said, official=draw.variant == 0, shown=program.proof())


@lawful("CON-03", variants=3)
def notice_with_no(program: Program, draw: Draw) -> None:
    """A privacy popup with a link to the rules that can be declined; the contents stay open (PIPL art. 14 to 16)."""
    no_notice_yet(program)
    popup(program, draw, official=draw.variant != 1, shown=program.proof())


@violation("CON-04", "CON-11")
def notice_with_vague_button(program: Program, draw: Draw) -> None:
    """The yes of the privacy popup says only "I see" or "next", and nothing tells that it means consent
    (test scenes for notice 164, 1.1-7; PIPL art. 14: explicit)."""
    no_notice_yet(program)
    vague = draw.say(("我知道了", "好的", "知道了", "下一步", "继续", "开始使用"), ("OK", "Got it", "Next", "Continue"))
    said = draw.say(
        ("我们重视您的个人信息保护，详情请看{}。", "关于个人信息的处理方式，见{}。"),
        ("How we process personal data is told in our {}.",),
    )
    popup(program, draw, agree=vague, text=said, official=False, shown=program.proof())


@lawful("CON-04")
def notice_with_clear_button(program: Program, draw: Draw) -> None:
    """The yes of the privacy popup names consent (PIPL art. 14)."""
    no_notice_yet(program)
    popup(program, draw, agree=draw.of(AGREE), official=False, shown=program.proof())


@violation("CON-05", variants=2)
def notice_with_faint_no(program: Program, draw: Draw) -> None:
    """The way to decline is hidden by its look beside a big yes (PIPL art. 5 and 14; determination method of 2019, 3.7)."""
    no_notice_yet(program)
    faint = (
        "background: #ffffff; color: #ececec; font-size: 16rpx; width: 120rpx",
        "background: #ffffff; color: #e2e2e2; font-size: 18rpx; width: 100rpx; padding: 4rpx 0",
    )[draw.variant]
    popup(program, draw, refuse_style=faint, shown=program.proof())


@lawful("CON-05")
def notice_with_plain_no(program: Program, draw: Draw) -> None:
    """An outlined way to decline beside a filled yes, of the same size and readable (catalogue CON-05, lawful)."""
    no_notice_yet(program)
    style = f"background: #ffffff; border: 2rpx solid {draw.colour()}; color: {draw.colour()}"
    popup(program, draw, refuse_style=style, shown=program.proof())


@violation("CON-06")
def notice_that_bundles(program: Program, draw: Draw) -> None:
    """One yes covers the privacy policy and marketing messages or sharing with others (PIPL art. 14, 16 and 23)."""
    no_notice_yet(program)
    said = draw.say(
        (
            "点击同意，即表示您同意{}，并同意接收我们的营销短信和促销信息。",
            "同意后，您接受{}，并允许我们把您的信息提供给合作伙伴用于广告推广。",
        ),
        ("By agreeing you accept our {} and agree to receive promotional messages from us and our partners.",),
    )
    popup(program, draw, text=said, shown=program.proof())


@lawful("CON-06", variants=2)
def notice_with_a_box_for_messages(program: Program, draw: Draw) -> None:
    """Marketing messages have a box of their own in the popup, empty at first; agreeing to the policy does not tick it
    (PIPL art. 14 and 16)."""
    no_notice_yet(program)
    name = popup(program, draw, official=draw.variant == 0, shown=program.proof())
    words = draw.say(
        ("（可选）同意接收优惠活动短信", "我愿意收到促销信息，可不勾选"),
        ("Optional: send me offers and news by message",),
    )
    box = f'<label bindtap="onOffers" style="display: flex"><checkbox checked="{{{{offers}}}}" /><text class="{name}-text">{words}</text></label>'
    path = f"components/{name}/{name}"
    two = f'<view class="{name}-two">'
    program.put(f"{path}.wxml", program.text(f"{path}.wxml").replace(two, f"{box}\n{two}", 1))
    toggle = "onOffers() { this.setData({ offers: !this.data.offers }) },"
    program.put(f"{path}.js", program.text(f"{path}.js").replace("noop() {},", f"noop() {{}},\n{toggle}", 1))


@violation("CON-08", variants=2)
def notice_without_link(program: Program, draw: Draw) -> None:
    """The consent popup names the policy and nothing opens it (determination method of 2019, 1.2 and 1.3; PIPL art. 17)."""
    no_notice_yet(program)
    popup(program, draw, link=False, official=draw.variant == 0, shown=program.proof())


@lawful("CON-08")
def notice_with_link_on_a_line_of_its_own(program: Program, draw: Draw) -> None:
    """The link to the rules works, wherever it stands in the popup (determination method of 2019, 1.2)."""
    no_notice_yet(program)
    made_whole(program)
    said = draw.say(
        ("我们只在您使用功能时处理个人信息。完整说明：{}", "不同意也能浏览。完整规则请点 {}"),
        ("You can decline and browse. The full text: {}",),
    )
    popup(program, draw, text=said, shown=program.proof())


@violation("CON-09", "MIN-01", "MIN-07", "PRM-05", variants=3)
def declining_the_notice_ends_it(program: Program, draw: Draw) -> None:
    """Who declines the notice is thrown out or sees nothing (PIPL art. 16; determination method of 2019, 4.2)."""
    no_notice_yet(program)
    said = draw.say(
        ("请阅读{}，同意后方可使用。", "使用本小程序需要您同意{}。"),
        ("You must agree to our {} to use this mini program.",),
    )
    if draw.variant == 0:
        popup(
            program,
            draw,
            text=said,
            on_refuse=f"{program.proof()}\nsetTimeout(() => wx.exitMiniProgram(), {draw.number(50, 900)})",
        )
        return
    if draw.variant == 1:
        name = program.fresh("stop")
        path = draw.path(name)
        text = draw.say(
            ("您未同意隐私政策，暂时无法使用。", "需要同意后才能使用全部功能"),
            ("You did not agree, so you cannot use it.",),
        )
        program.add_page(
            path,
            f'<view style="padding: 200rpx 40rpx">{text}</view>',
            f"Page({{ onShow() {{ wx.hideHomeButton(); {program.proof()} }} }})",
        )
        # The platform's own home button would lead past it.
        popup(program, draw, text=said, on_refuse=f"wx.reLaunch({{ url: '/{path}' }})")
        return
    title = draw.say("需要您的同意才能继续", "We need your consent")
    again = f"""const ask = () => wx.showModal({{ title: '{title}', showCancel: false, success: () => this.setData({{ open: true }}) }})
{program.proof()}
ask()"""
    popup(program, draw, text=said, on_refuse=again)


@lawful("CON-09")
def declining_asks_once_more_and_lets_go(program: Program, draw: Draw) -> None:
    """One explaining question after the no is a step more, no block: the second no leads to the contents
    (catalogue CON-09, trap; PIPL art. 16)."""
    no_notice_yet(program)
    title = draw.say(("确定不同意吗？", "再考虑一下？"), ("Are you sure?",))
    text = draw.say(
        "不同意将无法使用预约等需要个人信息的功能，仍可浏览。", "Functions that need data stay off; you can browse."
    )
    words = draw.say("confirmText: '再想想', cancelText: '仍不同意'", "confirmText: 'Back', cancelText: 'Decline'")
    ask = f"""wx.showModal({{ title: '{title}', content: '{text}', {words}, success: (r) => {{
if (r.confirm) this.setData({{ open: true }})
else {{ {program.proof()} }}
}} }})"""
    popup(program, draw, on_refuse=ask)


@violation("CON-10", group="bothering")
def notice_on_every_page(program: Program, draw: Draw) -> None:
    """The notice comes again with every page after the user declined it (determination method of 2019, 3.2)."""
    no_notice_yet(program)
    if len(program.app["pages"]) < 3:
        raise Unfit(f"{program.name} has too few pages")
    name = popup(program, draw, everywhere=True)
    path = f"components/{name}/{name}.js"
    said = f"if (getApp().{name}Answered === 2) {{ {program.proof()} }}\n"
    program.put(
        path, program.text(path).replace("this.setData({ open: true })", said + "this.setData({ open: true })", 1)
    )


@lawful("CON-10", runs=("refuse", "agree", "return"))
def notice_again_for_a_function(program: Program, draw: Draw) -> None:
    """Who declined the notice is asked again only when starting a function that needs the data (determination method of
    2019, 3.2, e contrario)."""
    no_notice_yet(program)
    popup(program, draw, kept=True)
    program.declare("Album", draw.say("用于上传您选择的照片", "to upload the pictures you choose"))
    name, label = program.fresh("photo"), draw.say(("上传照片", "晒单配图"), ("Add a photo",))
    wxml = f'<view class="{name}-card"><view class="{name}-text">{draw.of(STORIES)}</view><view class="{name}-go" bindtap="onPick">{label}</view></view>'
    pick = f"onPick() {{ {program.proof()} wx.chooseMedia({{ count: 1, fail() {{}} }}) }}"
    place(program, draw, Part(name, label, wxml, (pick,)))
