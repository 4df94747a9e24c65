"""A notice as a signed POST. Nothing is followed anywhere: what is told goes to the configured address or nowhere.

``X-Minispect-Signature: v1=HEX`` is HMAC-SHA256 with the shared secret over ``TIMESTAMP.BODY``, the time stamp being
that of ``X-Minispect-Timestamp`` (seconds since 1970): a receiver refuses old ones, so that none can be repeated.
"""

import hashlib
import hmac
import time

import httpx

from minispect.notices.message import Message, NotSentError
from minispect.notices.settings import Webhook
from recording import canonical

TIMESTAMP = "X-Minispect-Timestamp"
SIGNATURE = "X-Minispect-Signature"
DELIVERY = "X-Minispect-Delivery"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """The value of the signature's header."""
    signed = timestamp.encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def send(channel: Webhook, secret: str, message: Message) -> None:
    """Raises NotSentError unless the receiver answers with 2xx within the channel's seconds."""
    body = canonical.line(message.document).encode()
    timestamp = str(int(time.time()))
    headers = {
        "content-type": "application/json",
        "user-agent": "minispect",
        TIMESTAMP: timestamp,
        SIGNATURE: signature(secret, timestamp, body),
        DELIVERY: message.id,
    }
    try:
        # The environment could name a proxy, or a .netrc a password; neither was asked for.
        with (
            httpx.Client(timeout=channel.timeout, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", channel.url, content=body, headers=headers) as answer,
        ):
            status = answer.status_code  # the answer's body is nobody's concern and is not read
    except httpx.HTTPError as error:
        raise NotSentError(f"the receiver could not be reached ({type(error).__name__})") from None
    if 300 <= status < 400:
        raise NotSentError(f"the receiver sent us elsewhere ({status}), which is not followed; give the final address")
    if not 200 <= status < 300:
        raise NotSentError(f"the receiver answered {status}", for_good=status == 410)
