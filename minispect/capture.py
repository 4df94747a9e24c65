"""How much of a device's traffic could be read: ``full``, ``hosts`` (names only) or ``none``; and what stays blind."""

from typing import Literal

from detectors.facts import senders
from recording.recording import Recording

Capture = Literal["auto", "full", "hosts", "none"]
"""What was asked for; ``auto`` takes what the device allows."""
Way = Literal["proxy", "wireguard"]
"""How a device's traffic comes here: by its proxy setting, or through a tunnel that apps cannot go around."""
Level = Literal["full", "hosts", "none"]
BLIND = ("mmtls", "cloud functions", "user-key encryption")
"""Never visible, whatever is installed: WeChat's own channel, container calls, payloads under a user key."""

_WORDS: dict[str, tuple[str, str]] = {
    "full": (
        "抓包程度：完整。HTTPS 内容可读；微信自有通道（MMTLS）、云函数和用户密钥加密的内容仍不可见。",
        (
            "Capture level: full. HTTPS contents were readable; WeChat's own channel (MMTLS), cloud functions and "
            "payloads under a user key stay unseen."
        ),
    ),
    "hosts": (
        "抓包程度：仅主机名。设备不信任检测证书，HTTPS 内容不可读；“未发现传输”不成立。",
        (
            "Capture level: hosts only. The device does not trust our certificate, so HTTPS contents were not "
            "readable; that nothing was seen leaving proves nothing."
        ),
    ),
    "none": (
        "抓包程度：无。没有看到该设备的任何流量。",
        "Capture level: none. No traffic of the device was seen.",
    ),
}


def level_of(recording: Recording, asked: str) -> Level:
    """By what was really recorded, not by what was set up."""
    flows = recording.of("flow")
    if asked == "none" or not flows:
        return "none"
    secure = [f for f in flows if f.data.get("scheme") in ("https", "wss")]
    read = [f for f in secure if f.data.get("type", "http") in ("http", "websocket", "frame")]
    return "full" if read else "hosts"


def only_others(recording: Recording, lang: str) -> list[str]:
    """A sentence where contents could be read, and none of them says that the program sent it."""
    if level_of(recording, "auto") != "full" or any(senders.by_a_program(flow) for flow in recording.of("flow")):
        return []
    zh = "看到的请求都不是小程序发出的（微信自身或其他应用）；小程序自己的请求一个也没有看到。"
    en = "The requests that were seen are WeChat's own or other apps'; none of the program's own was seen."
    return [zh if lang == "zh" else en]


def sentence(level: str, lang: str) -> str:
    zh, en = _WORDS[level]
    return zh if lang == "zh" else en
