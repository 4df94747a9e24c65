"""A kind is declared by whatever words a policy has for it, and not by words that deny it or speak of others."""

import pytest

from detectors.facts.declarations import kinds_in


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("收货信息：把豆腐送到您家用", "address"),
        ("收货信息：把豆腐送到您家用", "name"),
        ("小朋友的名字，点名时用", "name"),
        ("入住人资料交前台登记", "name"),
        ("晒单时您上传的相片", "chosen_media"),
        ("到店扫脸不用，拍照留念的影像三天后删", "chosen_media"),
        ("您的证件号用于购票", "id_number"),
        ("预约上门时您选的地址", "chosen_location"),
        ("手机系统版本用于排错", "device_info"),
        ("步行数据来自微信运动", "steps"),
        ("手机号（无需验证码）用于登录", "phone"),
        ("您的手机号不会提供给任何第三方", "phone"),
        ("guest name, phone numbers and email address", "phone"),
        ("guest name, phone numbers and e-mail address", "email"),
        ("您的電郵用于寄回執", "email"),
        ("手机号码（11位）", "phone"),
        ("手机号 保存 180 天", "phone"),
        ("手机号 180 天", "phone"),
        ("如您不提供手机号", "phone"),
        ("手机号（仅用于发货通知、绝不外泄）", "phone"),
        ("手机号用于登录 不收集通讯录", "phone"),
        ("楼栋房号用于派单", "address"),
        ("The name and the grade of your child", "name"),
        ("name, mobile, plate number", "phone"),
        ("mobile phone model", "device_info"),
    ],
)
def test_named(said: str, kind: str) -> None:
    assert kind in kinds_in(said)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("位置、通讯录一律不收集", "location"),
        ("通讯录我们不会读取和上传", "contact_pick"),
        ("我们不会收集您的身份证号", "id_number"),
        ("无需提供手机号即可浏览", "phone"),
        ("由运营者所在地人民法院管辖", "location"),
        ("加强网络信息安全管理", "wifi"),
        ("查看附近门店", "location"),
        ("手机号用于登录 不收集通讯录", "contact_pick"),
        ("位置仅用于在本机计算距离绝不上传", "location"),
        ("填写的邮箱地址用于寄账单", "address"),
        ("客服电话 0591-8765 4321", "phone"),
        ("write to our e-mail address", "email"),
        ("company name: Qinghe Co., Ltd.", "name"),
        ("names of third parties are listed below", "name"),
        ("the model of your phone", "phone"),
        ("contact us by phone", "phone"),
        ("We never read your contacts or your clipboard", "clipboard"),
    ],
)
def test_not_named(said: str, kind: str) -> None:
    assert kind not in kinds_in(said)
