"""What lies below the visible part of a page."""

from recording.tree import Tree


def test_a_page_between_bars_hides_what_its_own_height_does_not_show() -> None:
    assert Tree(viewport=(375, 812), scroll_height=810, page_height=698).below == 112
    assert Tree(viewport=(375, 812), scroll_height=810, scroll_top=112, page_height=698).below == 0
    assert Tree(viewport=(375, 812), scroll_height=900).below == 88
