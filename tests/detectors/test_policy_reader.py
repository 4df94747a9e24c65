"""The policy reader: policies in several styles, Chinese and English, read to clauses with their spans."""

import time

import pytest

from detectors.facts.policy.contacts import in_clause, well_formed
from detectors.facts.policy.kinds import concrete
from detectors.facts.policy.reader import PolicyText


def read(text: str) -> PolicyText:
    return PolicyText("texts/policy.txt", text)


TABLE = (
    "一、信息清单\n信息种类\n使用目的\n保存期限\n昵称、头像\n展示会员资料\n注销后删除\n"
    "收货地址\n配送商品\n三年\n二、共享\n"
)
BILINGUAL = (
    "隐私政策 Privacy Policy\n我们收集您的手机号，用于预约确认。We collect your phone number to confirm bookings.\n"
    "我们不会收集您的位置信息。We do not collect your location.\n"
)
RUN_TOGETHER = (
    "邻里门禁政策 （一）我们怎样收集和使用 · 录音、照片：您主动录制、拍摄，用于说明报修问题。 "
    "（二）存多久 位置用完即删。 （三）对外 地址不提供给任何人。"
)
"""A text whose lines the page broke and the picture's tree did not keep."""
LONG = (
    "第一条 为了向您提供挂号服务，我们需要收集您的姓名、身份证号；"
    "如您拒绝提供，将无法完成实名挂号，但不影响您浏览科室信息。\n"
    "第二条 未经您的同意，我们不会收集您的位置信息。\n第三条 除手机号外，"
    "我们不会收集您的任何联系方式、通讯录。\n"
    "第四条 我们不会将您的银行卡号用于其他目的。我们需要您提供银行卡号以完成退款。\n"
)


@pytest.mark.parametrize(
    ("text", "taken", "denied"),
    [
        ("我们不会在后台收集您的位置，也不会主动收集您的通讯录。", set(), set()),
        ("除查找附近门店外，不使用您的位置。", set(), set()),
        ("除手机号外，我们不收集您的位置。", {"phone"}, {"location", "chosen_location"}),
        ("手机号用于取餐通知，我们不会保存您的手机号超过一年。", set(), set()),
        ("我们会收集您的手机号，但不会收集您的位置信息。", {"phone"}, {"location", "chosen_location"}),
        ("我们不会收集您的手机号、位置信息。", set(), {"phone", "location", "chosen_location"}),
        ("处理的信息与目的：手机号，您请公证员回电时填写，用于回电解答。", {"phone"}, set()),
        ("一、处理的信息\n发票抬头：你点击“开发票”时由你选择，用于开具电子发票。", {"invoice"}, set()),
        ("车牌号：你自愿填写，用于匹配充电优惠。", {"plate"}, set()),
        ("③不收手机号，不收定位，不碰通讯录。", set(), {"phone", "location", "contact_pick"}),
        ("我们不收取任何费用，收集您的手机号用于取餐。", {"phone"}, set()),
        ("请不要把身份证号告诉他人。", set(), set()),
        (RUN_TOGETHER, {"microphone", "chosen_media", "camera"}, set()),
        ("入住时我们登记姓名和身份证号，用于办理住宿登记。", {"id_number"}, set()),
        ("身份证登记表由公安机关保管。", set(), set()),
        ("我们不收集以下信息：\n1. 身份证号；\n2. 蓝牙。\n", set(), {"id_number", "bluetooth"}),
        ("我们收集以下信息：\n1. 身份证号；\n2. 蓝牙。\n", {"id_number", "bluetooth"}, set()),
        ("无需您提供手机号即可浏览。", set(), {"phone"}),
        ("我们仅收集手机号，不收集其他信息。", {"phone"}, set()),
        ("我们不会收集除手机号以外的信息。", {"phone"}, set()),
        ("未经您同意，我们不会收集您的位置信息。", {"location", "chosen_location"}, set()),
        ("我们不会将您收集的手机号用于其他用途。", {"phone"}, set()),
        ("我们会在首页显著位置公布本政策，并收集您的意见。", set(), set()),
        ("如您不提供手机号，我们将无法收集订单信息。", {"phone"}, set()),
        ("某某公司处理您的个人信息，电话 0510-55550123，邮箱 a@qinghe.example。", set(), set()),
        ("要索取副本，请发邮件到上述邮箱，或者打上面的电话，我们记录您的来意。", set(), set()),
        ("您留言时，我们收集您的邮箱、联系电话。", {"email", "phone"}, set()),
        ("一、我们收集的信息。寄件时登记姓名；敏感个人信息：身份证号，用于实名核验。", {"id_number"}, set()),
        ("五、儿童的手机号由监护人上报物业即可。", set(), set()),
        (
            "点“连接 WiFi 上网”时由手机自己连接，我们不读取、不上传您附近的位置。",
            set(),
            {"location", "chosen_location"},
        ),
        ("您的手机号用于登录，我们不收集其他信息。", {"phone"}, set()),
        ("我们读取您的位置，只在手机上计算距离，不上传。", {"location", "chosen_location"}, set()),
        ("We collect your phone number but not your location.", {"phone"}, {"location", "chosen_location"}),
        ("We do not collect your name, phone number, or location.", set(), {"phone", "location", "chosen_location"}),
        ("We never access your clipboard.", set(), {"clipboard"}),
        ("We will not use your phone number for any other purpose.", set(), set()),
    ],
)
def test_what_is_taken_and_what_is_not(text: str, taken: set[str], denied: set[str]) -> None:
    found = read(text)
    assert set(found.taken) - {"name"} == taken, found.kinds
    assert set(found.denied) - {"name"} == denied, found.kinds


def test_a_table_is_read_row_by_row() -> None:
    found = read(TABLE).taken
    assert found["nickname_avatar"].purpose == "展示会员资料"
    assert found["address"].purpose == "配送商品"


def test_both_languages_beside_each_other() -> None:
    found = read(BILINGUAL)
    assert set(found.taken) == {"phone"}
    assert set(found.denied) == {"location", "chosen_location"}


def test_a_long_legal_text() -> None:
    found = read(LONG)
    assert {"name", "id_number", "phone", "bank_card"} <= set(found.taken)
    assert concrete(found.taken["id_number"].purpose)
    assert "contact_pick" in found.denied


def test_a_sentence_broken_by_a_bold_word_is_one() -> None:
    found = read("我们会收集您的\n手机号\n，用于取餐通知。\n我们会收集您的\n位置\n。")
    assert concrete(found.taken["phone"].purpose)
    assert len(found.clauses) == 2


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        BILINGUAL,
        LONG,
        "一、信息 1. 手机号：用于登录。 2. 地址：用于配送。 二、保存 保存一年。",
        "a\n\nb\n，c\nd。e",
    ],
)
def test_spans_lie_where_they_say(text: str) -> None:
    for clause in read(text).clauses:
        assert text[clause.start] == clause.text[0]
        assert text[clause.start : clause.end].split("\n")[0].strip() in clause.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本小程序由成都麦田书店有限公司运营。", "成都麦田书店有限公司"),
        ("运营者：麦田书店", "麦田书店"),
        ("麦田书店（以下简称“我们”）尊重您的隐私。", "麦田书店"),
        ("本小程序由个人开发者王小明开发并运营。", "王小明"),
        ("This mini program is operated by Wheat Field Books Ltd. We respect you.", "Wheat Field Books Ltd"),
        ('Wheat Field Books Co., Ltd. ("we") respects you.', "Wheat Field Books Co"),
    ],
)
def test_who_is_acting(text: str, name: str) -> None:
    assert any(name in p.name for p in read(text).parties if p.acting and not p.other), read(text).parties


@pytest.mark.parametrize(
    "text",
    [
        "本平台由我们运营。",
        "本SDK由第三方服务商北京云信有限公司提供。",
        "我们重视protection of personal information, including but not limited to names.",
        "本小程序功能的实现（以下简称“本平台”）不涉及收集。",
    ],
)
def test_who_is_not_acting(text: str) -> None:
    assert not [p for p in read(text).parties if p.acting and not p.other]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("邮箱：privacy@maitian.cn", "email"),
        ("客服电话：400-820-1234", "phone"),
        ("联系电话 028-86661234", "phone"),
        ("微信号：maitian_books", "account"),
        ("联系地址：成都市青羊区人民南路12号", "address"),
        ("您可以在“我的-意见反馈”页面联系我们", "path"),
        ("邮箱：miniprogram@**.com", "placeholder"),
        ("联系电话：138****0000", "placeholder"),
        ("您可以联系客服", "vague"),
        ("我们通过微信 openid 识别您", None),
    ],
)
def test_contacts(text: str, form: str | None) -> None:
    found = [c.form for clause in read(text).clauses for c in in_clause(clause)]
    assert found[:1] == ([form] if form else [])


@pytest.mark.parametrize(
    ("value", "good"), [("a@b.cn", True), ("xxx@xx.com", False), ("*", False), ("13800000000", True), ("", False)]
)
def test_a_single_value(value: str, good: bool) -> None:
    assert well_formed(value) is good


@pytest.mark.parametrize(
    "text",
    [
        "To close your account, write to the address in the guidelines of this mini program.",
        "You may close your account by a letter to our office.",
        "您可以来函注销账号，我们在十五个工作日内办理。",
    ],
)
def test_a_letter_is_a_way_to_use_a_right(text: str) -> None:
    (right,) = [r for r in read(text).rights if r.name == "cancel"]
    assert right.way
    assert right.service_only


@pytest.mark.parametrize(
    "text",
    [
        "一、我们收集手机号。\n四、您的权利。手机号变更的，拨打客服电话更正；想要副本的，来电索取；不想再用的，来电销户。",
        "3、信息保存一年。\n4、行使权利：登记页可查阅；要更正或者索取副本，请写信；撤回同意，到前台办理。",
    ],
)
def test_a_heading_in_the_line_of_its_text(text: str) -> None:
    found = read(text).rights
    assert len({r.name for r in found if r.way}) >= 3, found


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        ("用完即删，不保存；要查阅、复制、更正或注销，打 0580-5550124，十五个工作日内答复。", 4),
        ("要查阅、复制、更正、删除，打这个电话。", 4),
        ("我们要查询订单、更正库存时，打 0580-5550124 问仓库。", 0),
    ],
)
def test_what_one_wants_and_the_number_to_call(text: str, rights: int) -> None:
    found = read(text).rights
    assert len({r.name for r in found if r.way}) == rights, found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("觉得我们处理您信息的做法不妥的，请写信到团部，十个工作日之内告知结果。", 1),
        ("对于处理结果有异议，可以致电我们。", 1),
        ("合作方侵犯您权益的，由合作方承担责任。", 0),
        ("如对商品有建议，请联系客服。", 0),
    ],
)
def test_complaints_without_the_word(text: str, number: int) -> None:
    assert len(read(text).about("complaints")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("报名表保存一学年，期满销毁。", 1),
        ("留书的纸条当天打烊后销毁。", 1),
        ("位置不保存，离开页面即删除。", 1),
        ("位置排完即删除，不保存。", 1),
        ("您可以随时删除订单。", 0),
        ("每学年开学时公布课表。", 0),
    ],
)
def test_periods_of_a_school(text: str, number: int) -> None:
    assert len(read(text).periods) == number


def test_a_heading_ends_with_its_line() -> None:
    found = read("四、您的权利。拨打客服电话更正。\n五、系统。程序会更正显示错误，并清除缓存文件。")
    assert [r.name for r in found.rights] == ["correct"]


def test_a_traditional_text_is_read_as_a_simplified_one() -> None:
    text = (
        "我們會收集您的手機號碼，用於預約確認。上述記錄保存一個月，到期刪除。您可以查閱、複製、更正、刪除，也可以註銷。"
    )
    one = read(text)
    assert set(one.taken) == {"phone"}
    assert one.taken["phone"].purpose.startswith("用于预约")
    assert {r.name for r in one.rights} >= {"access", "copy", "correct", "delete", "cancel"}
    assert one.periods[0].form == "fixed"
    assert all(one.text[c.start : c.end].strip()[-1] == c.text[-1] for c in one.clauses)


def test_a_chapter_without_a_heading_stands_beside_the_one_above() -> None:
    one = read("一、我们收集的信息\n1. 手机号：用于会员登录。\n二、您的身份证号请勿填写在备注里。\n")
    assert set(one.taken) == {"phone"}


def test_hostile_texts_are_read_in_time() -> None:
    began = time.process_time()
    for text in ("省" * 20_000, "我们收集" * 5_000, "a@" * 10_000, "（" * 20_000, "1." * 10_000, "不会\n" * 7_000):
        found = read(text)
        assert found.kinds is not None and found.parties is not None and found.contacts is not None
        assert found.periods is not None and found.rights is not None and found.dates is not None
    assert time.process_time() - began < 10


def test_a_row_of_cells_between_bars_has_its_purpose() -> None:
    text = read("一、处理的信息\n预约挂号｜姓名、手机号｜实名就诊｜病历保存 15 年\n导航｜位置\n")
    found = {one.kind: one.purpose for one in text.kinds}
    assert found["phone"] == found["name"] == "实名就诊"
    assert not found["location"]


def test_a_colloquial_policy_is_read() -> None:
    text = read(
        "多久删\n180 天没登录，进度和昵称头像自动删掉。\n你说了算\n设置→隐私→清除数据：删掉全部数据；改名在个人页；"
    )
    assert text.periods and {"delete", "correct"} <= {right.name for right in text.rights}
