"""Operators on notice and consent: how the program asks, and what happens when the user says no."""

from truth.fill import fill
from truth.layout import Part, has_notice, lead, place, popup
from truth.operators import lawful, violation
from truth.policies import name_in_policy, policy_page
from truth.program import Program, Unfit
from truth.words import AGREE, POLICY, STORIES, THANKS, Draw


def _no_notice_yet(program: Program) -> None:
    if has_notice(program):
        raise Unfit(f"{program.name} has a notice of its own")


def _tick_line(program: Program, draw: Draw, *, ticked: bool) -> None:
    name, policy = program.fresh("sign"), policy_page(program)
    label = draw.say(("登录", "我要留言", "报名登记"), ("Sign in", "Leave a message"))
    box = ("checkbox", "radio", "icon")[draw.variant]
    on = str(ticked).lower()
    if box == "icon":
        tick = '<icon type="{{ticked ? \'success\' : \'circle\'}}" size="18" bindtap="onTick" />'
    else:
        tick = f'<label bindtap="onTick"><{box} checked="{{{{ticked}}}}" /></label>'
    must = draw.say(("请先阅读并同意", "请勾选同意"), ("Please read and agree first",))
    rules = f"《{draw.of(POLICY)}》" if program.chinese else draw.of(POLICY)
    agreed = draw.say(("我已阅读并同意", "已阅读并同意", "同意"), ("I have read and agree to the", "I agree to the"))
    wxml = (
        f'<view class="{name}-card"><view class="{name}-title">{program.title}</view>'
        f'<input class="{name}-field" bindinput="onWords" placeholder="{draw.say("想说的话", "Your message")}" />'
        f'<view style="display: flex; align-items: center; margin: 20rpx 0">{tick}<text class="{name}-text">{agreed}</text>'
        f'<text class="{name}-link" bindtap="onRules">{rules}</text></view>'
        f'<view class="{name}-go" bindtap="onGo">{label}</view><view wx:if="{{{{done}}}}" class="{name}-text">{draw.of(THANKS)}</view></view>'
    )
    first = "" if ticked else program.proof()
    js = f"""Page({{ data: {{ ticked: {on} }},
onShow() {{ {program.proof("shown") if ticked else first} }},
onWords(e) {{ this.words = e.detail.value }},
onTick() {{ this.setData({{ ticked: !this.data.ticked }}) }},
onRules() {{ wx.navigateTo({{ url: '/{policy}' }}) }},
onGo() {{
if (!this.data.ticked) {{ wx.showToast({{ title: '{must}', icon: 'none' }}); return }}
wx.request({{ url: 'https://{program.host}/{name}/in', method: 'POST', data: {{ words: this.words || '' }}, complete: () => this.setData({{ done: true }}) }})
{program.proof("gone")}
}},
}})
"""
    path = draw.path("sign", "member", "form")
    program.route(program.host, f"/{name}/*", {"code": 0, "data": {}})
    program.add_page(path, wxml, js, style=draw.look(name), config={"navigationBarTitleText": label})
    lead(program, draw, name, label, path)


@violation("CON-02", variants=3)
def consent_ticked_by_default(program: Program, draw: Draw) -> None:
    """Consent is a box that is ticked already when it is first shown (determination method of 2019, 3.4:
    consent by a choice set in advance; PIPL art. 14: voluntary and explicit)."""
    _tick_line(program, draw, ticked=True)


@lawful("CON-02", variants=3)
def consent_ticked_by_the_user(program: Program, draw: Draw) -> None:
    """An empty box that the user must tick before going on (PIPL art. 14)."""
    _tick_line(program, draw, ticked=False)


@violation("CON-03", "CON-09", "CON-05", "MIN-01", "MIN-07", variants=2)
def notice_without_no(program: Program, draw: Draw) -> None:
    """The privacy popup offers only to agree (test scenes for notice 164, 1.1-7; PIPL art. 16: refusal must be possible)."""
    _no_notice_yet(program)
    said = draw.say(
        ("欢迎使用，请阅读{}后继续。", "为保护您的权益，请仔细阅读{}。"), ("Welcome. Please read our {} to go on.",)
    )
    popup(program, draw, refuse="", text=said, official=draw.variant == 0, shown=program.proof())


@lawful("CON-03", variants=3)
def notice_with_no(program: Program, draw: Draw) -> None:
    """A privacy popup with a link to the rules that can be declined; the contents stay open (PIPL art. 14 to 16)."""
    _no_notice_yet(program)
    popup(program, draw, official=draw.variant != 1, shown=program.proof())


@violation("CON-04", "CON-11")
def notice_with_vague_button(program: Program, draw: Draw) -> None:
    """The yes of the privacy popup says only "I see" or "next", and nothing tells that it means consent
    (test scenes for notice 164, 1.1-7; PIPL art. 14: explicit)."""
    _no_notice_yet(program)
    vague = draw.say(("我知道了", "好的", "知道了", "下一步", "继续", "开始使用"), ("OK", "Got it", "Next", "Continue"))
    said = draw.say(
        ("我们重视您的个人信息保护，详情请看{}。", "关于个人信息的处理方式，见{}。"),
        ("How we process personal data is told in our {}.",),
    )
    popup(program, draw, agree=vague, text=said, official=False, shown=program.proof())


@lawful("CON-04")
def notice_with_clear_button(program: Program, draw: Draw) -> None:
    """The yes of the privacy popup names consent (PIPL art. 14)."""
    _no_notice_yet(program)
    popup(program, draw, agree=draw.of(AGREE), official=False, shown=program.proof())


@violation("CON-05", variants=2)
def notice_with_faint_no(program: Program, draw: Draw) -> None:
    """The way to decline is hidden by its look beside a big yes (PIPL art. 5 and 14; determination method of 2019, 3.7)."""
    _no_notice_yet(program)
    faint = (
        "background: #ffffff; color: #ececec; font-size: 16rpx; width: 120rpx",
        "background: #ffffff; color: #e2e2e2; font-size: 18rpx; width: 100rpx; padding: 4rpx 0",
    )[draw.variant]
    popup(program, draw, refuse_style=faint, shown=program.proof())


@lawful("CON-05")
def notice_with_plain_no(program: Program, draw: Draw) -> None:
    """An outlined way to decline beside a filled yes, of the same size and readable (catalogue CON-05, lawful)."""
    _no_notice_yet(program)
    style = f"background: #ffffff; border: 2rpx solid {draw.colour()}; color: {draw.colour()}"
    popup(program, draw, refuse_style=style, shown=program.proof())


@violation("CON-06")
def notice_that_bundles(program: Program, draw: Draw) -> None:
    """One yes covers the privacy policy and marketing messages or sharing with others (PIPL art. 14, 16 and 23)."""
    _no_notice_yet(program)
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
    _no_notice_yet(program)
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
    _no_notice_yet(program)
    popup(program, draw, link=False, official=draw.variant == 0, shown=program.proof())


@lawful("CON-08")
def notice_with_link_on_a_line_of_its_own(program: Program, draw: Draw) -> None:
    """The link to the rules works, wherever it stands in the popup (determination method of 2019, 1.2)."""
    _no_notice_yet(program)
    said = draw.say(
        ("我们只在您使用功能时处理个人信息。完整说明：{}", "不同意也能浏览。完整规则请点 {}"),
        ("You can decline and browse. The full text: {}",),
    )
    popup(program, draw, text=said, shown=program.proof())


@violation("CON-09", "MIN-01", "MIN-07", "PRM-05", variants=3)
def declining_the_notice_ends_it(program: Program, draw: Draw) -> None:
    """Who declines the notice is thrown out or sees nothing (PIPL art. 16; determination method of 2019, 4.2)."""
    _no_notice_yet(program)
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
    _no_notice_yet(program)
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
    _no_notice_yet(program)
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
    _no_notice_yet(program)
    popup(program, draw, kept=True)
    program.declare("Album", draw.say("用于上传您选择的照片", "to upload the pictures you choose"))
    name, label = program.fresh("photo"), draw.say(("上传照片", "晒单配图"), ("Add a photo",))
    wxml = f'<view class="{name}-card"><view class="{name}-text">{draw.of(STORIES)}</view><view class="{name}-go" bindtap="onPick">{label}</view></view>'
    pick = f"onPick() {{ {program.proof()} wx.chooseMedia({{ count: 1, fail() {{}} }}) }}"
    place(program, draw, Part(name, label, wxml, (pick,)))


@lawful("CON-11", variants=2)
def consent_by_a_button_that_says_so(program: Program, draw: Draw) -> None:
    """The control that records the platform's consent names it, and the notice stands beside it: a card on a page, or a
    button that names both the number and the consent (PIPL art. 14; guide on privacy authorisation, 2 and 3)."""
    _no_notice_yet(program)
    name, policy = program.fresh("agree"), policy_page(program)
    said = draw.say(
        "我们只在您使用功能时处理您的个人信息，详见",
        "We process your personal data only when you use a function; see our",
    )
    rules = f"《{program.title}{draw.of(POLICY)}》" if program.chinese else draw.of(POLICY)
    if draw.variant == 0:
        word = draw.say(("同意隐私政策", "我已阅读并同意"), ("I agree to the privacy policy",))
        button = f'<button class="{name}-go" id="{name}-b" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="onYes">{word}</button>'
    else:
        program.declare("PhoneNumber", draw.say("用于会员识别与订单通知", "to recognise members and tell about orders"))
        word = draw.say(("同意隐私政策并授权手机号",), ("Agree to the privacy policy and share phone number",))
        button = f'<button class="{name}-go" id="{name}-b" open-type="getPhoneNumber|agreePrivacyAuthorization" bindgetphonenumber="onYes" bindagreeprivacyauthorization="onYes">{word}</button>'
    wxml = (
        f'<view class="{name}-card"><view class="{name}-text">{said}<text class="{name}-link" bindtap="onRules">{rules}</text></view>'
        f"{button}</view>"
    )
    methods = (f"onYes() {{ {program.proof()} }}", f"onRules() {{ wx.navigateTo({{ url: '/{policy}' }}) }}")
    label = draw.say(("加入会员", "会员登记"), ("Join us",))
    place(program, draw, Part(name, label, wxml, methods), "component", "page")


@violation("CON-11", "CON-03", "CON-04", "CON-08", variants=2)
def consent_taken_by_a_banner(program: Program, draw: Draw) -> None:
    """A control that shows something else records the platform's consent (guide on privacy authorisation, 2 and 3;
    PIPL art. 5 and 14: no misleading)."""
    _no_notice_yet(program)
    name = program.fresh("gift")
    label = draw.say(
        ("点击领券", "查看今日活动", "抽一次试试", "领取新人礼"), ("Today's offers", "Open your gift", "Spin the wheel")
    )
    looks = ("", "opacity: 0.05; position: absolute; left: 0; top: 0; width: 100%; height: 100%")[draw.variant]
    wxml = (
        f'<view class="{name}-card" style="position: relative"><view class="{name}-title">{label}</view>'
        f'<button class="{name}-go" style="{looks}" id="{name}-b" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="onGift">{label}</button></view>'
    )
    part = Part(name, label, wxml, (f"onGift() {{ {program.proof()} }}",))
    place(program, draw, part, "top", "component")


def _real_name(program: Program, draw: Draw, *, separate: bool) -> None:
    name = program.fresh("real")
    why = draw.say("用于实名核验", "to verify who you are")
    program.declare("EXIDNumber", why)
    label = draw.say(("实名登记", "实名认证", "身份核验"), ("Identity check",))
    own = draw.say(
        (
            "单独同意收集我的身份证号，用于实名核验，不提供将无法办理实名业务",
            "我同意处理身份证号这一敏感个人信息，仅用于法律要求的实名核验",
        ),
        (
            "I separately consent to the processing of my identity card number, which is required by law to verify my identity",
        ),
    )
    tick = (
        f'<label bindtap="onTick" style="display: flex"><checkbox checked="{{{{ticked}}}}" /><text class="{name}-text">{own}</text></label>'
        if separate
        else ""
    )
    guard = (
        fill(
            "if (!this.data.ticked) { wx.showToast({ title: '$t', icon: 'none' }); return }",
            t=draw.say("请先勾选", "Please tick first"),
        )
        if separate
        else ""
    )
    wxml = (
        f'<view class="{name}-card"><view class="{name}-title">{label}</view>'
        f'<input class="{name}-field" type="idcard" bindinput="onNumber" placeholder="{draw.say(("身份证号", "请输入身份证号码", "证件号码"), ("Identity card number",))}" />'
        f'{tick}<view class="{name}-go" bindtap="onSend">{draw.say(("提交", "下一步", "确定"), ("Submit",))}</view><view wx:if="{{{{done}}}}" class="{name}-text">{draw.of(THANKS)}</view></view>'
    )
    methods = (
        "onNumber(e) { this.number = e.detail.value }",
        "onTick() { this.setData({ ticked: !this.data.ticked }) }",
        f"""onSend() {{
{guard}
if (!this.number) return
wx.request({{ url: 'https://{program.host}/{name}', method: 'POST', data: {{ {draw.pick("idNo", "sfz", "cert")}: this.number }}, complete: () => this.setData({{ done: true }}) }})
{program.proof()}
}}""",
    )
    program.route(program.host, f"/{name}", {"code": 0, "data": {}})
    place(program, draw, Part(name, label, wxml, methods), "page")


@violation("CON-13", "CON-01", "PRE-01", "MIN-01", "MIN-07", "MIN-02")
def identity_number_without_own_consent(program: Program, draw: Draw) -> None:
    """A sensitive kind is taken and no consent of its own is asked at that step (PIPL art. 29 and 30)."""
    _real_name(program, draw, separate=False)


@lawful("CON-13", "CON-01", "PRE-01", "MIN-01", "MIN-07", "MIN-02")
def identity_number_with_own_consent(program: Program, draw: Draw) -> None:
    """A sensitive kind is taken after a separate consent that says why it is needed (PIPL art. 29 and 30).
    Whether there was a notice before is the matter of other checks."""
    _real_name(program, draw, separate=True)
    name_in_policy(
        program,
        draw.say(
            "<text style='font-weight: bold'>敏感个人信息：身份证号，用于法律要求的实名核验，泄露可能危及您的人身和财产安全；我们会另行取得您的单独同意，不提供只影响实名业务。</text>",
            "<text style='font-weight: bold'>Sensitive personal information: identity card number, which the law requires to verify who you are; a leak may endanger your person and property. We ask for your separate consent; without it only the identity check stays closed.</text>",
        ),
    )
