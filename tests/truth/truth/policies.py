"""The policy of a program: the page that tells it, and the same policy with one subject taken out of it or told anew."""

import re

from truth.program import Program, Unfit

LINE = "font-size: 30rpx; line-height: 1.7; color: #222; padding: 12rpx 24rpx;"
SHEET = "background: #ffffff; min-height: 100vh;"
"""A page of ours brings its own ground: the program's may be dark."""
_LONG = 420
"""Characters: a shorter policy is no whole one with a subject gone."""
_PATH = re.compile(r"privacy|policy|rule|legal|yinsi", re.IGNORECASE)
_NAME = re.compile(
    r"隐私(?:政策|保护)|个人信息(?:保护|处理)|personal (?:data|information)|privacy policy", re.IGNORECASE
)
_RIGHT = re.compile(r"更正|修改您|correct", re.IGNORECASE)
_SERVED = re.compile(r"\b(?:bind|catch|open-type|wx:|url=)|<(?:input|navigator|button)")
_STANDS_OUT = re.compile(r"<(?:b|strong)\b[^>]*>[^<{]+</\w+>|<(?:text|span)\s[^>]*>[^<{]+</\w+>")
_INSIDE = re.compile(r">([^<]+)<")
_MARKUP = re.compile(r"<!--.*?-->|</?(?:text|b|strong|span)\b[^>]*>(?!\s*\n)|(<[^>]*>)", re.DOTALL)

SECTION_TEXTS = {
    "who": (
        "本小程序由{operator}运营。本政策说明我们收集哪些个人信息、用于什么目的、保存多久，以及您如何与我们联系。",
        "This mini program is run by {operator}. This policy says which personal data we collect, what for, for how long, and how to reach us.",
    ),
    "kinds": (
        "我们收集的个人信息：{kinds}。我们只在您使用相应功能时收集，收集使用前会征得您的同意。",
        "The personal data we collect: {kinds}. We collect it only when you use the function, and ask for your consent before.",
    ),
    "others": ("{others}", "{others}"),
    "period": (
        "个人信息自最后一次使用起保存一百八十天，到期后删除。",
        "We keep personal data for 180 days after its last use and delete it then.",
    ),
    "rights": (
        "您可以在“我的”页面查阅、复制、更正、删除您的个人信息，注销账号，也可以在设置中撤回同意；拒绝提供不影响浏览。",
        "On the page “Mine” you can access, copy, correct and delete your personal data, close your account, and withdraw your consent in the settings. Declining does not keep you from browsing.",
    ),
    "minors": (
        "未满十四周岁的未成年人请在监护人同意后使用。",
        "Children under 14 need the consent of a guardian.",
    ),
    "contact": (
        "如有疑问、投诉或者举报，请发邮件至 privacy@{host} ，我们在十五个工作日内答复。",
        "For questions and complaints write to privacy@{host}; we answer within fifteen working days.",
    ),
    "date": ("更新日期：2026年3月1日，生效日期：2026年3月8日", "Last updated: 1 March 2026, effective 8 March 2026"),
}
_NONE = ("我们不会向第三方提供您的个人信息。", "We do not share your personal data with third parties.")

_TIME = r"(?:\d+|[一二三四五六七八九十百两半]+)\s*(?:天|日|个?月|年|小时|个工作日)"
SUBJECTS = {
    "who": r"运营|处理者|我们是谁|谁在处理|制定|who we are|\brun by|operated by",
    "period": (
        rf"保存|保留|留存|存储期|期限|到期|期满|期间|即删|即弃|用后|用完|算完|读后|销毁|清除|匿名|最短|{_TIME}.{{0,6}}删|"
        rf"后.{{0,12}}(?:删|{_TIME})|how long|\bkeep\b|\bkept\b|retain|\bstor(?:e|age)\b|delet.{{0,30}}(?:days|months|years)"
    ),
    "rights": (
        r"查阅|查询|调阅|复制|副本|导出|更正|修改|撤回|撤销|注销|销户|权利|异议|删除(?:您|自己|记录)|"
        r"\baccess|copy|correct|delet|withdraw|take back|close your|rights|complain"
    ),
    "minors": r"未成年|未满|不满十四|儿童|监护|小朋友|孩子|少年|家长|children|child\b|minor|guardian|parent",
    "contact": (
        r"@|\d{3,4}-\d{3,4}|致电|来电|来信|写信|发(?:送)?邮件|拨打|电话[，,：:]|联系我们|与我们联系|客服|"
        r"[路街巷]\s*\d+\s*号|write to|\bcall us|reach us|contact"
    ),
    "date": r"20\d\d\s*[年.\-/]|\b20\d\d\b|生效|施行|更新日期|发布日期|版本|last updated|effective|version",
    "others": r"第三方|任何人|共享|提供给|third part|\bshare\b",
}  # fmt: skip
"""What a clause tells, by the words that policies have for it: rather too many than one left over."""

KINDS = (
    (r"姓名|称呼|full name|your name", "姓名和称呼（用于预约登记）", "full name (to confirm your booking)"),
    (r"手机号|电话号码|phone number|mobile number", "手机号（用于联系您）", "phone number (to reach you)"),
    (r"邮箱：|电子邮箱|e-?mail address", "电子邮箱（用于寄送凭证）", "e-mail address (to send you the receipt)"),
    (r"(?:收货|详细|收件|寄件|家庭)地址|住址|地址[：、，]|home address", "收货地址（用于寄送商品）", "home address (to deliver what you ordered)"),
    (r"车牌|licen[cs]e plate", "车牌号（用于登记停车）", "licence plate (to register your car)"),
    (r"位置|location", "位置信息（用于展示附近门店）", "location (to show shops near you)"),
    (r"登录凭证|openid|login code", "登录凭证和用户标识（用于登录）", "login code and user identifier (to log you in)"),
    (r"设备信息|设备标识|手机型号|device", "设备信息（用于排查故障）", "device information (to find faults)"),
    (r"身份证|identity card", "身份证号（用于实名核验）", "identity card number (to verify who you are)"),
    (r"银行卡|bank card", "银行卡号（用于退款）", "bank card number (to refund you)"),
    (r"昵称|头像", "昵称和头像（用于显示在评价旁）", "nickname and avatar (to show them beside your review)"),
    (r"剪[切贴]板|clipboard", "剪贴板内容（用于识别粘贴的文字）", "clipboard (to recognise what you paste)"),
    (r"照片|相册|photos", "照片（用于附在留言里）", "photos (to add them to your message)"),
    (r"录音|语音|voice", "录音（用于语音留言）", "recordings (for voice messages)"),
    (r"发票", "发票抬头（用于开具发票）", "invoice title (to make out an invoice)"),
    (r"步数|steps", "运动步数（用于换取里程）", "steps (to count your miles)"),
    (r"生日|出生|birth", "生日（用于生日当天赠礼）", "birthday (for a gift on that day)"),
)  # fmt: skip
"""How a policy names a kind, and what a policy in words of ours says of it."""

_SAFETY = (
    (
        "我们对传输和存放的信息加密，只允许处理预约的员工按权限接触，并定期检查接触记录；发生泄露时，我们会在当日通过服务通知告诉您原因、影响和补救办法，并向主管部门报告。",
        "除本政策写明的情形外，我们不会把您的信息用于别的目的。本政策有变化时，我们会在首页弹窗告诉您变化的内容，重新征得您的同意后再按新的规则处理。",
    ),
    (
        "Your personal data is encrypted on its way and where it lies, and only the staff that handles bookings can see it. Should it leak, we tell you the same day what happened and what we do.",
        "When this policy changes, a window on the first page tells you what is new, and we ask for your consent again.",
    ),
)  # fmt: skip


_NOBODY = re.compile(
    r"(?<!外，)(?:我们)?(?:也)?(?:不会?(?:向|将|把|与|和|同|提供给)[^。；，<]{0,12}(?:第三方|任何人|他人|其他)|"
    r"不给[^。；，<]{0,8}(?:第三方|任何人)|没有其他接收方|没有接入第三方)"
)
_NOBODY_ENGLISH = re.compile(r"We (?=do not (?:share|give|disclose|provide)\b|share it with no one)")
_CLAUSES = re.compile(r"(?<=[，,　])(?![^（(]*[）)])|(?=（)|(?<=）)")
_PURPOSE = re.compile(rf"(?:用于|用来|以便|为了)(?:(?!{_TIME})[^，。；、（）\n])*(?=[，。；、（）\n]|$)")
"""What for, which is no period though it may speak of keeping: records that the law wants kept."""
_ENDS = "。；！？.;!?"


def policy_page(program: Program) -> str:
    """The page that holds the program's own policy text; one with a row leading to it is added where there is none."""
    pages = [page for page in program.app["pages"] if f"{page}.wxml" in program.files]
    texts = {page: program.text(f"{page}.wxml") for page in pages}
    found = [p for p, t in texts.items() if _NAME.search(t) and _RIGHT.search(t) and not _SERVED.search(t)]
    if found:
        return str(max(found, key=lambda page: len(texts[page])))
    # A policy in words that are not known here, or one that the page gets from its script.
    found = [p for p, t in texts.items() if len(_NAME.findall(t)) >= 3 or (_PATH.search(p) and not _SERVED.search(t))]
    if found:
        return str(found[0])
    path = "pages/rulebook/index"
    title = "隐私政策" if program.chinese else "Privacy policy"
    program.add_page(
        path, _sheet(fresh(program, _asked(program))), "Page({})\n", config={"navigationBarTitleText": title}
    )
    row = (
        f'<navigator style="padding: 30rpx; font-size: 28rpx; color: #333; background: #fff" url="/{path}">'
        f"{title}</navigator>"
    )
    program.wxml(program.entry, row, top=False)
    return path


def lines(program: Program) -> list[str]:
    """What the policy says today, a paragraph each, its title first."""
    text = _MARKUP.sub(lambda found: "\0" if found[1] else "", program.text(f"{policy_page(program)}.wxml"))
    gap = "" if program.chinese else " "
    return [re.sub(r"\s*\n\s*", gap, line).strip() for line in text.split("\0") if line.strip()]


def whole(program: Program, *without: str) -> list[str]:
    """The program's own policy, a paragraph each, with these subjects gone and all else told as before."""
    told, cut = [], ""
    for line in lines(program):
        left, gone = _without(program, line, without)
        told += [left] if left else []
        cut += gone
    title = f"{program.title}隐私政策" if program.chinese else f"{program.title} privacy policy"
    if not told or not _NAME.search(told[0]):
        told.insert(0, title)
    lost = [name for name in SUBJECTS if name not in without and tells(name, cut)]
    if "others" in lost and _calls_others(program):
        raise Unfit(f"{program.name}: what its policy says of others hangs together with the rest")
    told += [_section(program, name) for name in lost]
    if kinds := [row for row in KINDS if _names(row, cut) and not _names(row, "\n".join(told))]:
        told.append(_section(program, "kinds", kinds=_listed(program, [row[_column(program) + 1] for row in kinds])))
    told += _SAFETY[_column(program)] if len("".join(told)) < _LONG * (1 + 2 * _column(program)) else ()
    return told


def fresh(program: Program, said: str, *, purpose: str = "") -> list[str]:
    """A policy in words of ours that names what the guidelines do, and each of ``KINDS`` that ``said`` speaks of, those
    with ``purpose`` instead of their own where one is given."""
    column, declared = _column(program), program.profile.get("declared", {})
    if _calls_others(program) and not declared.get("sdk_privacy_info_list"):
        raise Unfit(f"{program.name}: its policy may name others in words of its own")
    kinds = [kind_text(program, setting) for setting in declared.get("setting_list", [])]
    bare = "\n".join(kind.partition("（" if program.chinese else " (")[0] for kind in kinds)
    more = [row[column + 1] for row in KINDS if _names(row, said) and not _names(row, bare)]
    if purpose:
        more = [re.sub(r"（[^）]*）", f"（{purpose}）", re.sub(r"\([^)]*\)", f"({purpose})", kind)) for kind in more]
    title = f"{program.title}隐私政策" if program.chinese else f"{program.title} privacy policy"
    sections = [_section(program, name, kinds=_listed(program, kinds + more)) for name in SECTION_TEXTS]
    return [title, *sections, *_SAFETY[column]]


def _asked(program: Program) -> str:
    """What fields of the program ask for, and that it logs in."""
    texts = [program.text(path) for path in program.files if path.endswith(".wxml")]
    fields = [line for text in texts for line in re.findall(r"(?s)<(?:input|textarea)\b.*?>", text)]
    scripts = b"".join(body for path, body in program.files.items() if path.endswith((".js", ".ts")))
    return "\n".join([*fields, "openid" if b"wx.login" in scripts else ""])


def drawn(paragraphs: list[str], style: str = LINE) -> str:
    return "\n".join(f'<view style="{style}">{line}</view>' for line in paragraphs)


def _sheet(paragraphs: list[str]) -> str:
    return f'<view style="{SHEET}">{drawn(paragraphs)}</view>'


def rewritten(
    program: Program, paragraphs: list[str], *, line: str = LINE, ground: str = "#ffffff", more: str = ""
) -> None:
    """Puts this text on the policy's own page; other pages keep what they have. That it was opened is the act."""
    page = policy_page(program)
    if f"{page}.js" not in program.files:
        program.put(f"{page}.js", "Page({})\n")
    style = SHEET.replace("#ffffff", ground)
    program.put(f"{page}.wxml", f'<view style="{style}">{drawn(_standing_out(program, paragraphs), line)}{more}</view>')
    program.on_page(page, "onShow", program.proof())


def _standing_out(program: Program, paragraphs: list[str]) -> list[str]:
    """The paragraphs with the words in print of their own that the policy prints so today."""
    found = _STANDS_OUT.findall(program.text(f"{policy_page(program)}.wxml"))
    marked = {_INSIDE.findall(element)[0]: element for element in found}
    if not marked:
        return paragraphs
    longest_first = sorted(map(re.escape, marked), key=len, reverse=True)
    return [re.sub("|".join(longest_first), lambda words: marked[words[0]], line) for line in paragraphs]


def name_in_policy(program: Program, sentence: str) -> None:
    """Adds a sentence to the program's own policy."""
    program.wxml(policy_page(program), f'<view style="{LINE} background: #ffffff">{sentence}</view>', top=False)


def made_whole(program: Program) -> None:
    """Lengthens a policy of a few sentences, which may be taken for a mere notice."""
    if len("".join(lines(program))) < _LONG * (1 + 2 * _column(program)):
        name_in_policy(program, "".join(_SAFETY[_column(program)]))


def name_recipient(program: Program, sentence: str) -> None:
    """Adds a sentence on who gets data; where the policy says that nobody does, it says so of all others."""
    page = f"{policy_page(program)}.wxml"
    text = _NOBODY.sub(lambda found: f"除本政策写明的接收方外，{found[0]}", program.text(page))
    program.put(page, _NOBODY_ENGLISH.sub("Apart from the recipients named in this policy, we ", text))
    name_in_policy(program, sentence)


def tells(subject: str, text: str) -> bool:
    said = _PURPOSE.sub("", text) if subject == "period" else text
    return bool(re.search(SUBJECTS[subject], said, re.IGNORECASE))


def _column(program: Program) -> int:
    return 0 if program.chinese else 1


def _without(program: Program, line: str, subjects: tuple[str, ...]) -> tuple[str, str]:
    """The paragraph without the clauses that tell these, and those clauses."""
    left: list[str] = []
    gone: list[str] = []
    for sentence in re.split(r"(?<=[。；！？])|(?<=[.;!?])\s+", line):
        # A sentence in English hardly holds once one of its clauses is taken out.
        parts = _CLAUSES.split(sentence) if program.chinese else [sentence]
        kept: list[str] = []
        for part in parts:
            beside = part.startswith("（") and bool(gone) and not kept
            if beside or any(_told(program, subject, part) for subject in subjects):
                gone.append(part)
            else:
                kept.append(part)
        if said := "".join(kept).strip("，,　 "):
            ended = said[-1] in _ENDS or len(kept) == len(parts) or not set(_ENDS) & set(line)
            left.append(said if ended else f"{said}。")
    return ("" if program.chinese else " ").join(left), "\n".join(gone)


def _told(program: Program, subject: str, clause: str) -> bool:
    return tells(subject, clause) or (subject == "who" and program.operator in clause)


def _section(program: Program, name: str, kinds: str = "") -> str:
    said = {"kinds": kinds or ("不收集" if program.chinese else "none"), "others": _others(program)}
    said["operator"] = program.operator if name == "who" else ""
    said["host"] = program.host if name == "contact" else ""
    return SECTION_TEXTS[name][_column(program)].format(**said)


def _listed(program: Program, kinds: list[str]) -> str:
    return ("；" if program.chinese else "; ").join(kinds)


def _names(row: tuple[str, str, str], text: str) -> bool:
    return bool(re.search(row[0], text, re.IGNORECASE))


def _others(program: Program) -> str:
    """The third parties that the guidelines name, with what they get."""
    column = _column(program)
    listed = program.profile.get("declared", {}).get("sdk_privacy_info_list", ())
    told = [
        ("{sdk}由{firm}提供，处理{kinds}。", "{sdk} is provided by {firm} and processes {kinds}.")[column].format(
            sdk=one["sdk_name"],
            firm=one["sdk_biz_name"],
            kinds=("、", ", ")[column].join(kind_text(program, kind) for kind in one["sdk_list"])
            or ("个人信息以外的数据", "no personal data")[column],
        )
        for one in listed
    ]
    return ("接入的第三方 SDK：", "Third-party SDKs: ")[column] + "".join(told) if told else _NONE[column]


def _calls_others(program: Program) -> bool:
    own = program.profile["target"].get("operator_hosts", [])
    text = "\n".join(program.text(path) for path in program.files if path.endswith(".js"))
    return any(host not in own for host in re.findall(r"(?:https?|wss)://([\w.-]+)", text))


_KEYS = {
    "PhoneNumber": ("手机号", "phone number"), "Location": ("位置信息", "location"), "Address": ("收货地址", "address"),
    "Album": ("照片", "photos"), "Clipboard": ("剪贴板内容", "clipboard"), "Camera": ("摄像头画面", "camera"),
    "Record": ("录音", "microphone"), "UserInfo": ("昵称头像", "nickname and avatar"), "EXIDNumber": ("身份证号", "identity card number"),
    "DeviceInfo": ("设备信息", "device information"), "BlueTooth": ("蓝牙设备信息", "bluetooth"), "RunData": ("运动步数", "steps"),
    "Invoice": ("发票抬头", "invoice title"), "LicensePlate": ("车牌号", "licence plate"), "Email": ("电子邮箱", "e-mail address"),
    "MessageFile": ("文件", "files"), "ChooseLocation": ("所选位置", "chosen place"), "AlbumWriteOnly": ("相册写入", "saving to the album"),
    "Contact": ("通讯录写入", "adding contacts"), "CalendarWriteOnly": ("日历写入", "calendar"),
}  # fmt: skip


def kind_text(program: Program, declared: dict[str, str]) -> str:
    """A kind of the guidelines with what it is for."""
    name = _KEYS.get(declared["privacy_key"], (declared["privacy_key"],) * 2)[_column(program)]
    text = declared.get("privacy_text", "")
    return f"{name}（{text}）" if program.chinese else f"{name} ({text})"
