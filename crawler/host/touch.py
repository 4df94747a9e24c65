"""A user's hand on the page: real input events of the browser's own input layer."""

from playwright.async_api import CDPSession

_MAX_WHEEL = 4000
_STEPS = 5
SELECT_FIELD = """function () {
  const field = document.activeElement;
  if (!field || !('value' in field)) return false;
  if (field.select) field.select();
  return true;
}"""


async def tap(session: CDPSession, x: float, y: float) -> None:
    """Touch and lift at a point in CSS pixels of the viewport."""
    await session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    await session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def scroll(session: CDPSession, x: float, y: float, distance: float) -> None:
    """Move what lies under a point up by so many CSS pixels (down when negative)."""
    distance = max(-_MAX_WHEEL, min(_MAX_WHEEL, distance))
    event = {"type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": distance}
    await session.send("Input.dispatchMouseEvent", event)


async def swipe(session: CDPSession, x: float, y: float, across: float, down: float) -> None:
    """Draw a finger from a point by so many CSS pixels, in a few steps as a finger moves, and lift it."""
    await session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, _STEPS + 1):
        point = {"x": x + across * step / _STEPS, "y": y + down * step / _STEPS}
        await session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    await session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def insert(session: CDPSession, text: str) -> None:
    """Type a text over what is selected in the focused field, as an input method commits it; ``""`` deletes it."""
    if text:
        await session.send("Input.insertText", {"text": text})
        return
    key = {"key": "Backspace", "code": "Backspace", "windowsVirtualKeyCode": 8}
    await session.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
    await session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
