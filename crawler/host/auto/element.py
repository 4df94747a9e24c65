"""``Element.*`` methods that a hand does; the page answers the others."""

from crawler.host.auto.desk import Desk, Method, Params, Result


async def tap(desk: Desk, params: Params) -> Result:
    """A real touch where the element can be hit; what lies under something else gets made-up touch events, which
    answer no question of the platform."""
    found = await desk.program.call("Element.reach", params)
    point = found.get("point")
    if point is not None:
        await desk.program.touch((float(point[0]), float(point[1])))
        return {}
    for name in ("touchstart", "touchend"):
        await desk.program.call(f"Element.{name}", {k: params[k] for k in ("pageId", "elementId")})
    return {}


async def call_function(desk: Desk, params: Params) -> Result:
    """``switch.tap`` is a tap; the page does the others."""
    if params.get("functionName") == "switch.tap":
        await tap(desk, params)
        return {"result": None}
    return await desk.program.call("Element.callFunction", params)


METHODS: dict[str, Method] = {"Element.tap": tap, "Element.callFunction": call_function}
