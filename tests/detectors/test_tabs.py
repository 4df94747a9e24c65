"""The tabs a program declares, also where its configuration is rubbish."""

from typing import Any

import pytest

from detectors.facts.tabs import tabs
from recording.recording import Recording


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        ({"list": [{"pagePath": "/pages/me/me", "text": "我的"}]}, {"pages/me/me": "我的"}),
        ({"list": ["x", {"pagePath": "pages/a/a"}, 7]}, {"pages/a/a": ""}),
        ({"list": "pages"}, {}),
        ("none", {}),
        (None, {}),
    ],
)
def test_tabs_by_page(story: Any, bar: Any, expected: dict[str, str]) -> None:
    story.setup(tabBar=bar)
    story.log.close()
    assert tabs(Recording(story.root)) == expected
