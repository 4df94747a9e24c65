"""The documents: generated pages are up to date, links lead somewhere, examples of inputs are accepted."""

import importlib.util
import json
import re
import tomllib
import urllib.parse
from pathlib import Path
from types import ModuleType

import pytest

from interceptors.stub import Table
from recording.profile import Profile

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
GUIDES = ("docs/guide.md", "docs/guide.zh-CN.md")


def documents() -> list[str]:
    found = [path for pattern in ("*.md", "docs/**/*.md", "examples/*/*.md") for path in ROOT.glob(pattern)]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scripts_docs", ROOT / "scripts" / "docs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def anchors(path: Path) -> set[str]:
    """As the code host makes them of headings."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def test_generated_pages_are_current() -> None:
    assert generator().stale() == [], "run: make docs"


def test_links_lead_somewhere() -> None:
    broken = []
    for name in documents():
        for target in _LINK.findall(_FENCE.sub("", (ROOT / name).read_text(encoding="utf-8"))):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = urllib.parse.unquote(target).partition("#")
            file = (ROOT / name).parent / path if path else ROOT / name
            found = file.exists() and (not anchor or anchor in anchors(file))
            if not found:
                broken.append(f"{name}: {target}")
    assert not broken


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_examples_are_accepted(guide: str) -> None:
    blocks = dict(_FENCE.findall((ROOT / guide).read_text(encoding="utf-8")))
    profile = Profile.model_validate(tomllib.loads(blocks["toml"]))
    for part in (profile, profile.target, profile.host, profile.case, profile.backend, profile.declared):
        assert part is not None and part.model_fields_set == set(type(part).model_fields), "every key is shown"
    assert len(Table.model_validate(json.loads(blocks["json"])).routes) == 3


def test_the_guides_name_every_option_of_a_scan() -> None:
    commands = generator().pages()["commands.md"]
    scan = commands.split("## minispect scan")[1].split("## minispect ")[0]
    options = set(re.findall(r"`(--[a-z-]+)`", scan)) - {"--driver"}
    for guide in GUIDES:
        text = (ROOT / guide).read_text(encoding="utf-8")
        assert not [option for option in options if option not in text]


def test_no_document_names_this_machine_or_a_registry() -> None:
    for name in documents():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"(?<!\w)/(?:work|root|home)/|registry\.npm|pypi\.org/simple", text), name
