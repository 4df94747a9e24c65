"""Words and layouts drawn for one mutant: the same thing said and drawn in ever other ways."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from truth.program import Program

Pair = tuple[Sequence[str], Sequence[str]]
"""Chinese and English forms of one thing."""

GOODS: Pair = (
    (
        "手作陶杯",
        "周末体验课",
        "高山绿茶",
        "亲子帐篷",
        "山核桃酥",
        "旧书修补",
        "夜跑团",
        "竹编灯",
        "家庭保洁",
        "桂花米糕",
        "儿童画室",
        "机车保养",
        "露营地三号位",
        "羊毛毡材料包",
        "汉服妆造",
        "冷泡咖啡",
    ),
    (
        "Walnut bread",
        "Evening pottery",
        "Ridge walk",
        "Bike service",
        "Oolong tin",
        "Reading lamp",
        "Kite kit",
        "Sourdough class",
    ),
)
NOTES: Pair = (
    (
        "匠人每周只做二十件",
        "含材料与讲解",
        "当季采摘，数量有限",
        "两人起订，雨天顺延",
        "老客人评分四点九",
        "下单后次日备好",
        "由店里师傅亲自带",
    ),
    (
        "Made in small batches",
        "Materials included",
        "Two people or more",
        "Ready the next day",
        "Rated by regular guests",
    ),
)
SECTIONS: Pair = (
    ("这周上新", "大家在看", "应季之选", "店长常做", "附近活动", "老师傅推荐"),
    ("This week", "Seasonal picks", "New arrivals", "From the workshop"),
)
STORIES: Pair = (
    (
        "从选料到完工一共九道工序，每一道都由同一个人盯着做完，所以每件的纹路都不一样。",
        "我们在山脚的小院里做了十一年，雨季停工，晴天开炉，来的人可以坐下喝一杯热茶。",
        "活动从早上九点开始，先讲半小时基础，再分两组动手，结束后把自己的作品带回家。",
    ),
    (
        "Nine steps from the raw material to the finished piece, all watched over by one pair of hands.",
        "We have worked in the yard below the hill for eleven years; guests are welcome to sit down for tea.",
    ),
)
AGREE: Pair = (
    ("同意并继续", "我同意", "同意", "接受并进入", "阅读并同意"),
    ("Agree and continue", "I agree", "Accept", "Agree"),
)
REFUSE: Pair = (("不同意", "暂不同意", "拒绝", "不接受"), ("Decline", "Disagree", "No, thanks", "Refuse"))
LATER: Pair = (("暂不登录", "先逛逛", "以后再说", "跳过"), ("Not now", "Skip", "Browse first", "Maybe later"))
NOTICE: Pair = (
    ("隐私保护提示", "个人信息保护提示", "隐私政策提示", "温馨提示：隐私保护"),
    ("Your privacy", "Privacy notice", "About your personal data"),
)
POLICY: Pair = (("隐私政策", "个人信息保护政策", "隐私保护指引"), ("Privacy Policy", "Privacy Notice"))
PHONE_ASK: Pair = (
    ("手机号快捷登录", "授权手机号", "微信手机号一键登录", "绑定手机号"),
    ("Log in with phone number", "Share phone number", "Link your phone number"),
)
NEUTRAL: Pair = (
    ("查看更多", "进入", "立即体验", "马上看看", "下一步", "扫一扫", "打开清单", "提醒我"),
    ("See more", "Enter", "Try it now", "Next", "Open the list", "Remind me"),
)
THANKS: Pair = (
    ("已收到，谢谢。", "好了，我们记下了。", "提交成功。"),
    ("Thank you, noted.", "Done.", "We have got it."),
)

PURPOSES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "PhoneNumber": (("到货时打电话告诉您", "约定的时间有变时通知您"), ("to call you when your order has come",)),
    "Location": (("算出您到各家店的步行距离", "在地图上标出您旁边的取货柜"), ("to work out the way to each shop",)),
    "Address": (("把订的东西送到门口", "打印快递面单"), ("to bring what you ordered to your door",)),
    "Album": (("把您选的照片印在杯子上", "附在评价里给别的客人看"), ("to print the picture you choose on a mug",)),
    "Camera": (("扫描桌上的二维码点单", "扫货架上的条码查价"), ("to scan the code on the table",)),
    "Clipboard": (("识别您粘贴的快递单号", "填入您复制的地址"), ("to fill in the address you have copied",)),
    "UserInfo": (("在评价旁显示您的昵称", "生成写着您名字的明信片"), ("to show your name beside your review",)),
    "DeviceInfo": (("按手机型号查找打不开页面的原因", "按屏幕大小挑选图片"), ("to find out why a page did not open",)),
    "Record": (("把您念的一段话存成语音贺卡",), ("to make a spoken greeting card of what you say",)),
    "RunData": (("把步数换成公益里程",), ("to turn your steps into donated miles",)),
    "LicensePlate": (("开闸放行和结算停车费",), ("to open the gate and bill the parking time",)),
    "Email": (("寄送电子发票",), ("to send you the invoice",)),
    "EXIDNumber": (("办理入住登记",), ("to register you at the desk",)),
    "ChooseLocation": (("记下您选的送达地点",), ("to note the place you choose",)),
    "MessageFile": (("打印您从聊天里选的文件",), ("to print the file you choose from a chat",)),
    "AlbumWriteOnly": (("把海报存到您的相册",), ("to save the poster to your album",)),
}  # fmt: skip
"""Keys of the guidelines with what each is for, concretely."""


@dataclass
class Draw:
    """Chance of one mutant, with the words of its program's language."""

    chance: random.Random
    program: Program
    variant: int

    def of(self, pair: Pair) -> str:
        return self.chance.choice(pair[0] if self.program.chinese else pair[1])

    def say(self, chinese: str | Sequence[str], english: str | Sequence[str]) -> str:
        texts = chinese if self.program.chinese else english
        return texts if isinstance(texts, str) else self.chance.choice(texts)

    def some(self, pair: Pair, count: int) -> list[str]:
        words = pair[0] if self.program.chinese else pair[1]
        return self.chance.sample(words, min(count, len(words)))

    def pick(self, *options: str) -> str:
        return self.chance.choice(options)

    def either(self) -> bool:
        return self.chance.random() < 0.5

    def number(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def colour(self) -> str:
        """Dark enough for white words on it."""
        return "#" + "".join(f"{self.chance.randint(20, 110):02x}" for _ in range(3))

    def slug(self, *names: str) -> str:
        """A file or method name; programs name things in many ways."""
        return self.chance.choice(names) + self.chance.choice(("", "2", "Box", "View", "Area", "Part"))

    def path(self, *names: str) -> str:
        name = self.slug(*names).lower()
        return f"{self.chance.choice(('pages', 'views', 'module', 'packageB'))}/{name}/{self.chance.choice(('index', name))}"

    def look(self, prefix: str) -> str:
        """Style of a card ``prefix-card``, its title, its text, its rows and its button, drawn anew each time."""
        edge, gap = self.number(16, 40), self.number(16, 32)
        tint, ink = (
            self.chance.choice(("#ffffff", "#fdfaf5", "#f4f8fb")),
            self.chance.choice(("#222", "#2b2b33", "#1d2a33")),
        )
        return f"""
.{prefix}-card {{ margin: {gap}rpx; padding: {edge}rpx; background: {tint}; border-radius: {self.number(0, 24)}rpx; color: {ink}; }}
.{prefix}-title {{ font-size: {self.number(30, 40)}rpx; font-weight: bold; margin-bottom: 12rpx; color: {ink}; }}
.{prefix}-text {{ font-size: {self.number(26, 30)}rpx; line-height: 1.6; color: {ink}; }}
.{prefix}-row {{ padding: {self.number(20, 32)}rpx 0; font-size: 30rpx; color: {ink}; border-bottom: 1rpx solid #e4e4e4; }}
.{prefix}-field {{ height: 80rpx; border: 1rpx solid #ccc; padding: 0 16rpx; margin: 16rpx 0; font-size: 28rpx; }}
.{prefix}-go {{ margin-top: 20rpx; padding: 20rpx; text-align: center; font-size: 30rpx; color: #ffffff; background: {self.colour()}; border-radius: {self.number(4, 40)}rpx; }}
.{prefix}-shade {{ position: fixed; left: 0; top: 0; right: 0; bottom: 0; z-index: 9000; background: rgba(0, 0, 0, .6); display: flex; align-items: {self.chance.choice(("center", "flex-end"))}; justify-content: center; }}
.{prefix}-sheet {{ width: {self.number(600, 700)}rpx; padding: {edge}rpx; margin-bottom: 24rpx; background: #ffffff; border-radius: 20rpx; color: {ink}; }}
.{prefix}-two {{ display: flex; justify-content: space-between; margin-top: 24rpx; }}
.{prefix}-no {{ width: 280rpx; padding: 20rpx 0; text-align: center; font-size: 30rpx; color: #333; background: #ededed; border-radius: 8rpx; }}
.{prefix}-yes {{ width: 280rpx; padding: 20rpx 0; text-align: center; font-size: 30rpx; color: #ffffff; background: {self.colour()}; border-radius: 8rpx; line-height: 1.4; }}
.{prefix}-link {{ color: #1a5fb4; }}
.{prefix}-whole {{ min-height: 100vh; background: #ffffff; color: {ink}; padding: {self.number(120, 300)}rpx 48rpx; box-sizing: border-box; text-align: center; }}
"""
