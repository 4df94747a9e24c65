"""Policies in the words of small shops: lawful as they stand, and a fail for the one thing that is taken out."""

from typing import Any

import pytest

SAFE = (
    "我们采用加密传输、分级授权等办法保护您的个人信息，员工按需访问并留有日志，防止个人信息被未经授权的使用、修改或者丢失。"
    * 3
)

KINDERGARTEN = f"""家长须知：孩子和您的信息我们怎么用
这份说明由成都市青羊区小橡树幼儿园写给使用“小橡树家园”小程序的家长，2026年2月起生效。
我们要哪些信息、拿来做什么
孩子姓名和班级——点名、发通知时不弄混；
家长手机号——老师有急事时打给您；
除此之外的个人信息我们一概不要。
我们把这些信息放在本市机房的服务器上，孩子毕业离园那个学期末全部删掉。
您想看看我们存了什么、要一份复印件、哪里写错了要改、或者不想再让我们存了，都可以跟班主任说，我们当天就办。
孩子都不满十四周岁，所以每一项都要家长（监护人）点头才行。
觉得我们做得不对，可以写信到园长信箱 yuanzhang@xiaoxiangshu.edu.cn，或向区教育局反映，三天内回信。
{SAFE}"""

TOFU = f"""隐私说明（2026-01-15）
本小程序“老李家豆腐”由个体工商户李桂芬开发和经营，就卖豆腐，收的信息不多：
收货人姓名、电话、送货地址：送豆腐上门用。
订单和地址我们留三个月，方便您对账，过后清空。
您随时可以：1. 在“订单”里看到自己的所有订单；2. 在“地址”里改地址、删地址；3. 在“我的”里点“注销”，账号就没有了。
小朋友请让大人来买，我们不单独收小朋友（未满14岁）的信息；要是收了请监护人联系我们去掉。
有事找我：电话 139-0571-0571（李桂芬），投诉也找我，三天内回您。
{SAFE}"""

QUESTIONS = f"""云杉自习室隐私问答
问：你们是谁？
答：武汉云杉自习室有限责任公司，地址武汉市洪山区珞喻路 10 号 3 楼。
问：你们会收集我的什么信息，为什么？
答：手机号，门禁开门要用，座位快到期时也靠它发短信提醒您。
问：信息留多久？
答：手机号在您注销后 7 天内删除。
问：会给别人吗？
答：门禁由武汉安捷门控科技有限公司提供，我们要把手机号后四位传给它才能开门；其余一律不给。
问：我想看、想改、想删、想反悔怎么办？
答：看和改在“我的-资料”；删除和注销在“我的-设置-注销账号”；反悔（撤回同意）在“我的-设置-隐私开关”。
问：未成年人能用吗？
答：不满 14 周岁的请由家长（监护人）购票并同意。
问：这份说明什么时候写的？
答：2025 年 10 月 1 日写成，改过一次。
问：怎么投诉？
答：打 027-8788 0011，五个工作日内答复。
{SAFE}"""

PARKING = f"""停车小程序个人信息处理规则
南京泊易停车管理有限公司制定 自2024年12月20日起施行
为了缴纳停车费，需要您输入车牌号。开具电子发票时需要您填写抬头、税号和接收邮箱。为排查故障，我们会读取您的手机型号。
车牌与进出场记录供您查询、申诉，90日后自动清除。
查询、更正、删除缴费记录：首页“停车记录”中操作，长按可删除；您可以随时撤回同意，方法是在“设置”里关闭“保存车牌”。
不满十四周岁的未成年人不使用本服务。
异议与投诉：025-5277 9000，或发送邮件至 tousu@boyi-park.com，7日内回复。
{SAFE}"""

FLORIST = f"""【隐私说明】
【公司名称】绍兴市越城区青苔花店
【日期】2026年1月5日起执行
【收集什么】（a）收花人姓名、电话、地址——送花时用；（b）如需开票，收集抬头和税号。
【保存】送达之后三个月删除。
【您的权利】在“我的订单”查看、修改、删除；在“我的”注销账号。
【儿童】未满14周岁由监护人代订。
【联系方式】投诉打 0575-8812 3344，5个工作日内答复。
______________________________
{SAFE}"""

GYM = f"""健身馆小程序隐私条款
版本 2026.01
电话 0851-8466 5500
我们需要的信息
  · 手机号：约课成功后发提醒、取消课时通知您
  · 头像昵称：课程排行榜上显示（可以不填）
留存
  约课记录一年，过后删
您怎么管
  我的→资料：看、改
  我的→设置：撤回同意、注销
孩子
  14 岁以下练体适能的，请家长（监护人）来签
观山湖区铁人健身馆，不满意打上面的电话投诉，3 天内给您回话
{SAFE}"""

POLICIES = {
    "贵阳市观山湖区铁人健身馆": GYM,
    "绍兴市越城区青苔花店": FLORIST,
    "成都市青羊区小橡树幼儿园": KINDERGARTEN,
    "李桂芬": TOFU,
    "武汉云杉自习室有限责任公司": QUESTIONS,
    "南京泊易停车管理有限公司": PARKING,
}
JUDGED = ("POL-05", "POL-06", "POL-07", "POL-08", "POL-09", "POL-10", "POL-14", "POL-15", "RGT-07")
LEFT_OUT = {
    "POL-08": ("约课记录一年", "送达之后", "学期末", "留三个月", "问：信息留多久", "7 天内删除", "90日后"),
    "POL-09": ("我的→", "您的权利", "您想看看", "您随时可以", "想反悔", "看和改在", "长按可删除"),
    "POL-15": ("版本 2026", "【日期】", "2026年2月", "2026-01-15", "什么时候写的", "2025 年 10 月", "2024年12月"),
    "RGT-07": ("不满意打", "联系方式", "做得不对", "投诉", "027-8788"),
}


def verdicts(story: Any, operator: str, text: str) -> Any:
    story.setup({"target": {"operator": operator}, "declared": {"setting_list": []}})
    story.run("agree")
    story.start()
    shown = story.show([{"text": line, "rect": (10, 20 * n, 350, 20)} for n, line in enumerate(text.splitlines())])
    facts = {"path": story.log.text("policy.txt", text), "source": "page", "title": "隐私政策", "readable": True}
    story.log.note("policy", page=story.page, link="隐私政策", chars=len(text), screens=[shown], **facts)
    story.covered()
    return story.verdicts()


@pytest.mark.parametrize("operator", POLICIES)
def test_what_is_said_plainly_is_said(story: Any, operator: str) -> None:
    found = verdicts(story, operator, POLICIES[operator])
    wrong = {n: found[n].reason.en for n in JUDGED if found[n].verdict == "fail"}
    assert not wrong
    assert [n for n in ("POL-05", "POL-06", "POL-08", "POL-09", "POL-14", "POL-15") if found[n].verdict != "pass"] == []


@pytest.mark.parametrize("operator", POLICIES)
@pytest.mark.parametrize("check", LEFT_OUT)
def test_what_is_left_out_is_missing(story: Any, operator: str, check: str) -> None:
    kept = [line for line in POLICIES[operator].splitlines() if not any(w in line for w in LEFT_OUT[check])]
    assert verdicts(story, operator, "\n".join(kept))[check].verdict == "fail"
