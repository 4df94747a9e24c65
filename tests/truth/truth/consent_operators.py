"""Operators on consent outside of the notice: ticks, buttons that record it, consent of its own for a sensitive kind."""

from truth.fill import fill
from truth.layout import Part, lead, no_notice_yet, place
from truth.operators import lawful, violation
from truth.phones import number_declared
from truth.policies import name_in_policy, policy_page
from truth.program import Program, Unfit
from truth.words import POLICY, THANKS, Draw


def _platform_records(program: Program) -> None:
    """Where the guidelines are empty there is nothing that the platform's button could record."""
    if not program.profile.get("declared", {"setting_list": "unknown"}).get("setting_list"):
        raise Unfit(f"{program.name} declares nothing")


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


@lawful("CON-11", variants=2)
def consent_by_a_button_that_says_so(program: Program, draw: Draw) -> None:
    """The control that records the platform's consent names it, and the notice stands beside it: a card on a page, or a
    button that names both the number and the consent (PIPL art. 14; guide on privacy authorisation, 2 and 3)."""
    no_notice_yet(program)
    _platform_records(program)
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
        number_declared(program, draw)
        said = draw.say("手机号用于会员识别与订单通知，", "Your number is for us to know you as a member. ") + said
        word = draw.say(("同意隐私政策并授权手机号",), ("Agree to the privacy policy and share phone number",))
        button = f'<button class="{name}-go" id="{name}-b" open-type="getPhoneNumber|agreePrivacyAuthorization" bindgetphonenumber="onYes" bindagreeprivacyauthorization="onYes">{word}</button>'
    wxml = (
        f'<view class="{name}-card"><view class="{name}-text">{said}<text class="{name}-link" bindtap="onRules">{rules}</text></view>'
        f"{button}</view>"
    )
    methods = (f"onYes() {{ {program.proof()} }}", f"onRules() {{ wx.navigateTo({{ url: '/{policy}' }}) }}")
    label = draw.say(("加入会员", "会员登记"), ("Join us",))
    place(program, draw, Part(name, label, wxml, methods), "component", "page")


@violation("CON-11", "CON-01", "CON-03", "CON-04", "CON-08", variants=2)
def consent_taken_by_a_banner(program: Program, draw: Draw) -> None:
    """A control that shows something else records the platform's consent (guide on privacy authorisation, 2 and 3;
    PIPL art. 5 and 14: no misleading)."""
    no_notice_yet(program)
    _platform_records(program)
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
