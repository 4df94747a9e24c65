"""Windows in which a user chooses something, and what the program gets of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from crawler.drivers.devtools.choices import CHOSEN, Asked, asked, chosen, window
from crawler.drivers.devtools.plants import Plants
from recording.identity import PlantedIdentity


def _at(answer: Mapping[str, Any], place: str) -> Any:
    """What stands at a place; the answer itself for none."""
    found: Any = answer
    for step in filter(None, place.split(".")):
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


@pytest.mark.parametrize("api", [api for api, shown in CHOSEN.items() if shown])
def test_every_choice_gives_a_planted_value_whose_id_is_told(api: str) -> None:
    identity = PlantedIdentity(3, "test")
    plants = Plants(identity)
    made = plants.choice(Asked(api), 0)
    told = [value for value in identity.values if value.id in plants.ids(f"wx.{api}")]
    assert told and {value.interface for value in told} == {f"wx.{api}"}
    if made.file is not None:
        assert told[0].value in made.file["name"]
        assert all(isinstance(_at(made.answer, place.rpartition(".")[0]), dict | list) for place in made.file["at"])
    else:
        assert all(value.value in str(made.answer) for value in told)


def test_entries_of_a_list_are_buttons_and_none_of_them_is_one_too() -> None:
    found = window(Asked("showActionSheet", ("One", "Two")), (375, 812), None, ())
    assert [(b.text, b.role) for b in found.buttons] == [("One", "item"), ("Two", "item"), ("取消", "close")]
    assert [chosen(found, b) for b in found.buttons] == [True, True, False]
    assert found.rect[1] + found.rect[3] == 812
    assert Plants(PlantedIdentity(3, "test")).choice(Asked("showActionSheet", ("One", "Two")), 1).answer == {
        "tapIndex": 1
    }


@pytest.mark.parametrize("told", [None, 3, {}, {"api": "login"}, {"api": "chooseMedia", "items": 5}])
def test_what_is_told_is_not_trusted(told: Any) -> None:
    found = asked(told)
    assert found is None or found == Asked("chooseMedia")
