"""What a project's templates tell of listeners."""

from dataclasses import dataclass

from crawler.drivers.devtools.templates import Bound, answering, bound


@dataclass(frozen=True)
class Text:
    text: str

    def read_bytes(self) -> bytes:
        return self.text.encode()


FILES = {
    "pages/a/a.wxml": Text(
        '<import src="../../parts/row.wxml"/><wxs module="m">var x = "<view bindtap=no>";</wxs>'
        '<view class="card {{on ? \'on\' : \'\'}} big" bindtap="open" catch:longpress="held"><text>words</text></view>'
        '<view id="one" catchtap="{{handler}}"/><view id="two" mut-bind:tap="two" bindtap="two"/>'
        '<navigator url="/pages/b/b" open-type="redirect">go</navigator>'
        '<button open-type="getPhoneNumber" bindgetphonenumber="phone">number</button>'
        '<input class="field" model:value="{{v}}" bindinput="typed"/><view bindtap="bare"/>'
    ),
    "parts/row.wxml": Text(
        '<template name="row"><view class="row" catchtap="row"/></template><include src="/parts/row"/>'
    ),
}


def test_listeners_of_a_template_and_of_what_it_imports() -> None:
    assert bound(FILES, "pages/a/a") == (
        Bound(".card.big", "tap", "open", "view"),
        Bound("#two", "tap", "two", "view"),
        Bound("navigator", "tap", "", "navigator", "", "/pages/b/b", "redirect"),
        Bound("button", "tap", "", "button", "getPhoneNumber"),
        Bound(".field", "input", "typed", "input"),
        Bound("view", "tap", "bare", "view"),
        Bound(".row", "tap", "row", "view"),
    )


def test_an_element_answers_by_what_it_wears() -> None:
    assert answering(FILES, "pages/a/a", "view", "", "big card on") == ("tap",)
    assert answering(FILES, "pages/a/a", "text", "", "card big") == ()
    assert answering(FILES, "pages/a/a", "input", "", "field") == ("input",)
    assert answering(FILES, "pages/none/none", "view", "", "card big") == ()
