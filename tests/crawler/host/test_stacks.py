"""Stack traces in the project's terms."""

from crawler.host.stacks import place_of

BASE = "https://servicewechat.com/wx1/devtools/"


def test_the_nearest_frame_of_the_project_is_the_place() -> None:
    stack = f"""Error
    at begin (https://servicewechat.com/wx1/devtools/__host/recorder.js:10:5)
    at Object.getLocation ({BASE}pages/a/a.js:12:7)
    at https://servicewechat.com/wx1/devtools/app.js:3:1
    at other (https://elsewhere.test/pages/x.js:1:1)"""
    place = place_of(stack, BASE, {"app.js": "app.ts"})
    assert (place.file, place.line, place.column) == ("pages/a/a.js", 12, 7)
    assert place.frames == ("Object.getLocation (pages/a/a.js:12:7)", "(anonymous) (app.ts:3:1)")


def test_a_stack_without_the_project_has_no_place() -> None:
    assert place_of("", BASE, {}).file == ""
    assert place_of("patched by the program", BASE, {}).frames == ()
