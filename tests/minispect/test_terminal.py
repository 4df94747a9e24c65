"""Texts of a target reach the terminal as text."""

from minispect.terminal import safe


def test_escapes_bidi_and_controls_are_shown_not_obeyed() -> None:
    shown = safe("\x1b[31mred\x07 \u202eabc\u200b \udcff\r\n")
    assert "\x1b" not in shown
    assert all(char.isprintable() for char in shown)
    assert "red" in shown
    assert "\\u202e" in shown


def test_chinese_stays_and_long_texts_are_cut() -> None:
    assert safe("隐私政策") == "隐私政策"
    assert len(safe("x" * 9000, 100)) == 100
