"""Parts that ask for the phone number."""

from truth.policies import name_in_policy
from truth.program import Program
from truth.words import PHONE_ASK, Draw


def number_declared(program: Program, draw: Draw) -> None:
    """Declared, and with a policy that tells how to close the account: only the demand itself is in question."""
    program.declare("PhoneNumber", draw.say("用于会员识别与订单通知", "to recognise members and tell about orders"))
    name_in_policy(
        program,
        draw.say(
            "您可以在“我的”页面注销账号，注销后我们删除您的手机号；也可以发邮件注销，我们在十五个工作日内处理。",
            "You can close your account on the page “Mine”; we then delete your phone number. You can also write to us to close it; we act within fifteen working days.",
        ),
    )


def phone_button(draw: Draw, name: str, text: str = "", method: str = "onNumber") -> str:
    return (
        f'<button class="{name}-go" open-type="getPhoneNumber" bindgetphonenumber="{method}">'
        f"{text or draw.of(PHONE_ASK)}</button>"
    )


def phone_asked(draw: Draw) -> str:
    return draw.say(
        (
            "请先授权手机号，才能继续浏览",
            "登录后即可查看全部内容，请授权手机号",
            "为了给您提供服务，请绑定手机号后进入",
            "本店实行会员制，先验证手机号",
        ),
        (
            "Please share your phone number to go on",
            "Members only: link your phone number first",
            "Log in with your number to see the contents",
        ),
    )
