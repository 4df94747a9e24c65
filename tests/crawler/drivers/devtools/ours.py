"""The same operations as ``official.js``, by our client."""

from crawler.drivers.devtools.protocol import Protocol
from crawler.drivers.devtools.wire import Wire


async def act(address: str) -> None:
    wire = await Wire.open(address)
    try:
        protocol = Protocol(wire)
        await protocol.info()
        page = await protocol.current()
        await protocol.stack()
        await protocol.call_wx("clearStorageSync")
        await protocol.call_wx("reLaunch", {"url": "/pages/home/home"})
        await protocol.mock_wx("getLocation", "function (options) { return options; }", ["latitude", 1.5])
        await protocol.restore_wx("getLocation")
        await protocol.evaluate("(a, b) => a * b", 6, 7)
        await protocol.bind("fixtureBind")
        await protocol.screenshot()
        element = (await protocol.elements(page.id, "view.row"))[0]
        await protocol.within(element, "text")
        await protocol.offset(element)
        await protocol.dom(element, "innerText")
        await protocol.attributes(element, "class")
        await protocol.styles(element, "color")
        await protocol.tap(element)
        await protocol.data(page.id, "a.b")
        await protocol.data(page.id)
        await protocol.page_method(page.id, "sum", 2, 5)
        await protocol.native("authorizeAllow")
        await protocol.native("authorizeCancel")
        await protocol.native("confirmModal")
        await protocol.native("cancelModal")
        await protocol.native("navigateLeft")
        await protocol.native("switchTab", {"url": "/pages/mine/mine"})
    finally:
        await wire.close()
