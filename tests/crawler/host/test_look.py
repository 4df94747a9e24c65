"""A look at a program that moves on while it is looked at."""

import base64
import io
from typing import Any, cast

from PIL import Image

from crawler.host.look import Looker
from crawler.host.page import HostPage


class Moving:
    """Answers in the order of asking; goes to another page between the first question and the tree."""

    def __init__(self) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (4, 200)).save(picture, "PNG")
        self._png = base64.b64encode(picture.getvalue()).decode()
        self._asked = 0
        self.session = self

    async def send(self, _method: str, _params: dict[str, Any]) -> dict[str, str]:
        return {"data": self._png}

    async def control(self, _name: str) -> dict[str, Any]:
        self._asked += 1
        path = "a/a" if self._asked == 1 else "b/b"
        return {"page": path, "stack": [path], "ms": self._asked}

    async def in_isolation(self, _script: str) -> dict[str, Any]:
        text = "old" if self._asked < 3 else "new"
        node = {"id": 0, "tag": "view", "rect": [0, 0, 9, 9], "text": text}
        return {"nodes": [node], "frame": [64, 100], "frames": 0}


async def test_the_tree_is_of_the_page_it_is_filed_under() -> None:
    seen = await Looker().look(cast(HostPage, Moving()))
    assert (seen.tree.page, seen.tree.nodes[0].text) == ("b/b", "new")
