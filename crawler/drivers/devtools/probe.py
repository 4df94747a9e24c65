"""A request that the program itself is made to send, to prove where its traffic goes."""

from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.wire import Refused, Unanswered

_SEND = """function (url) {
  return new Promise(function (resolve) {
    wx.request({
      url: url,
      success: function () { resolve('answered'); },
      fail: function (error) { resolve(String((error && error.errMsg) || 'failed').slice(0, 300)); }
    });
  });
}"""
_LIMIT = 20.0


async def send(protocol: Protocol, url: str) -> str:
    """``answered``, or why the app service says that it was not. Raises Lost."""
    try:
        return str(await protocol.evaluate(_SEND, url, limit=_LIMIT))
    except (Refused, Unanswered) as error:
        return str(error)
