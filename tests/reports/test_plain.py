from hypothesis import given
from hypothesis import strategies as st

from reports import plain


def test_steering_characters_are_written_out() -> None:
    assert plain.visible("a\u202eb\x1b[31m\u200b") == "a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+200B⟩"
    assert plain.visible("小碗面馆 👨‍👩‍👧 café") == "小碗面馆 👨‍👩‍👧 café"


@given(st.text())
def test_one_line_is_one_short_printable_line(text: str) -> None:
    line = plain.line(text, 50)
    assert len(line) <= 50
    assert "\n" not in line
    assert all(c.isprintable() or c == "\u200d" for c in line)
