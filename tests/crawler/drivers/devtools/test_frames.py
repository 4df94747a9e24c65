"""Our frames are those of the official client for the same operation, key order included."""

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .ours import act
from .stand_in import standing_in

HERE = Path(__file__).parent
RECORDED: list[dict[str, Any]] = json.loads((HERE / "official_frames.json").read_text(encoding="utf-8"))["frames"]
NPM = HERE.parents[1] / "host" / "auto" / "npm"


def texts(frames: list[dict[str, Any]]) -> list[str]:
    """With the order of keys, which ``==`` of dictionaries does not see."""
    return [json.dumps(frame, ensure_ascii=False) for frame in frames]


async def test_frames_are_those_of_the_official_client() -> None:
    async with standing_in() as server:
        await act(server.address)
        assert texts(server.sent) == texts(RECORDED)


@pytest.mark.browser
async def test_the_recorded_frames_are_what_the_client_sends(
    npm_packages: Callable[[str, Path], tuple[Path, dict[str, str]]],
) -> None:
    modules, environment = await asyncio.to_thread(npm_packages, "automator", NPM)
    async with standing_in() as server:
        process = await asyncio.create_subprocess_exec(
            "node", str(HERE / "official.js"), server.address,
            env={**os.environ, **environment, "AUTOMATOR": str(modules / "miniprogram-automator")},
        )  # fmt: skip
        assert await asyncio.wait_for(process.wait(), 60) == 0
        assert texts(server.sent) == texts(RECORDED)
