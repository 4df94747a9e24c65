"""The report's own words for the codes of a recording and of verdicts."""

from reports.html.view import Both

SEVERITY = {
    "critical": Both("严重", "Critical"),
    "major": Both("较重", "Major"),
    "minor": Both("一般", "Minor"),
    "notice": Both("提示", "Notice"),
}
VERDICT = {
    "fail": Both("违规", "Violation"),
    "inconclusive": Both("无法判定", "Undecided"),
    "pass": Both("通过", "Passed"),
    "not-applicable": Both("不适用", "Not applicable"),
    "error": Both("检查出错", "Check failed"),
    "not-judged": Both("未检查", "Not judged"),
}
RUN = {
    "untouched": Both("不作选择", "Untouched"),
    "refuse": Both("全部拒绝", "Refuse all"),
    "agree": Both("全部同意", "Agree to all"),
}
ACTION = {
    "launch": Both("启动", "Launch"),
    "tap": Both("点击", "Tap"),
    "input": Both("输入", "Type"),
    "scroll": Both("滚动", "Scroll"),
    "back": Both("返回", "Back"),
    "open": Both("直接打开", "Open directly"),
    "hide": Both("切到后台", "To background"),
    "show": Both("回到前台", "To foreground"),
    "advance": Both("时间推进", "Let time pass"),
    "close": Both("关闭", "Close"),
    "toggle": Both("切换", "Toggle"),
}
KIND = {
    "phone": Both("手机号", "Phone number"),
    "location": Both("位置", "Location"),
    "chosen_location": Both("所选位置", "Chosen place"),
    "nickname_avatar": Both("昵称头像", "Nickname and avatar"),
    "openid": Both("用户标识 openid", "User id (openid)"),
    "address": Both("收货地址", "Address"),
    "invoice": Both("发票信息", "Invoice details"),
    "steps": Both("微信运动步数", "Step count"),
    "clipboard": Both("剪贴板", "Clipboard"),
    "wifi": Both("Wi-Fi 信息", "Wi-Fi"),
    "device_info": Both("设备信息", "Device details"),
    "id_number": Both("身份证号", "Identity number"),
    "plate": Both("车牌号", "Number plate"),
    "email": Both("电子邮箱", "E-mail address"),
    "camera": Both("相机", "Camera"),
    "microphone": Both("麦克风", "Microphone"),
    "chosen_media": Both("所选图片或视频", "Chosen media"),
    "chosen_file": Both("所选文件", "Chosen file"),
    "album_write": Both("写入相册", "Writing to album"),
    "bluetooth": Both("蓝牙", "Bluetooth"),
    "calendar_write": Both("写入日历", "Writing to calendar"),
    "contacts_write": Both("写入通讯录", "Writing to contacts"),
    "contact_pick": Both("通讯录联系人", "Picked contact"),
    "accelerometer": Both("加速度", "Accelerometer"),
    "gyroscope": Both("陀螺仪", "Gyroscope"),
    "compass": Both("罗盘", "Compass"),
    "device_motion": Both("设备方向", "Device motion"),
    "biometric": Both("生物认证", "Biometric check"),
    "face": Both("人脸", "Face"),
    "beacon": Both("iBeacon", "iBeacon"),
    "group": Both("微信群信息", "Group details"),
    "employment": Both("就业信息", "Employment"),
    "usage": Both("使用记录", "Usage data"),
    "published_content": Both("发布内容", "Published content"),
    "name": Both("姓名", "Name"),
    "bank_card": Both("银行卡号", "Bank card"),
    "ip": Both("IP 地址", "IP address"),
    "lan": Both("局域网设备", "Local network"),
    "order": Both("订单信息", "Order details"),
    "scan": Both("扫码结果", "Scanned code"),
}
SPELLING = {
    "plain": Both("明文", "in clear"),
    "md5": Both("MD5 散列", "as MD5"),
    "sha1": Both("SHA-1 散列", "as SHA-1"),
    "sha256": Both("SHA-256 散列", "as SHA-256"),
    "sm3": Both("SM3 散列", "as SM3"),
    "base64": Both("Base64 编码", "in Base64"),
    "hex": Both("十六进制", "in hexadecimal"),
    "url": Both("URL 编码", "URL-encoded"),
}
UNKNOWN_OWNER = Both("归属未知", "owner unknown")
CERTAINTY = {
    "embedded": Both(
        "目标：模拟宿主。小程序代码真实运行，平台弹窗由本工具按公开文档绘制；真机上的画面可能略有不同。",
        "Target: simulated host. The program's own code really ran; platform dialogs are drawn by this tool after the "
        "public documentation, so a real phone may look slightly different.",
    ),
    "devtools": Both(
        "目标：微信开发者工具。弹窗为工具模拟，后台行为并非真机。",
        "Target: WeChat DevTools. Dialogs are simulated and background behaviour is not that of a phone.",
    ),
    "android": Both(
        "目标：安卓真机或模拟器上的微信。不可见接口调用，以画面与流量为准。",
        "Target: WeChat on Android. Interface calls cannot be seen; pictures and traffic decide.",
    ),
}


def of(table: dict[str, Both], code: str) -> Both:
    """The words for a code; the code itself when this version has none."""
    return table.get(code) or Both(code, code)
