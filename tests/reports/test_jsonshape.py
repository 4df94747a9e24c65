"""The small reader of JSON Schema agrees with jsonschema on the schemas of a pack."""

import contextlib
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import jsonshape, schemas

SCHEMAS = schemas.build()
LEAF = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=5)


def mutated(value: Any, draw: Callable[[Any], Any]) -> Any:
    """A value with one part replaced, dropped or added."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: mutated(value[key], draw)}
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        return {name: item for name, item in value.items() if name != key}
    if isinstance(value, list) and value:
        return [mutated(value[0], draw), *value[1:]]
    return draw(LEAF)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_says_what_jsonschema_says(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["event", "event-screen", "custody-entry", "findings", "screen-tree"]))
    value = mutated(EXAMPLES[name], data.draw)
    schema = SCHEMAS[f"{name}.schema.json"]
    wanted = jsonschema.Draft202012Validator(schema).is_valid(value)
    assert (jsonshape.compiled(schema)(value) == "") == wanted, (name, json.dumps(value))


@pytest.mark.parametrize(
    "schema", [{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}, {"pattern": "(a+)+$"}]
)
def test_hostile_schema_ends(schema: dict[str, Any]) -> None:
    with contextlib.suppress(RecursionError):
        jsonshape.compiled(schema)("a" * 50 + "!")


def test_offender_is_named_by_its_way() -> None:
    check = jsonshape.compiled(SCHEMAS["event-screen.schema.json"])
    assert check({**EXAMPLES["event-screen"], "width": "750"}) == "width: is not of the type integer"


EXAMPLES: dict[str, Any] = {
    "event": {"seq": 1, "utc": "x", "mono_ns": 1, "kind": "note", "run": "", "page": "", "data": {}, "files": []},
    "event-screen": {"png": "a", "sha256": "b", "pixels_sha256": "c", "width": 1, "height": 2, "scale": 2.0},
    "custody-entry": {"seq": 1, "time": "t", "actor": "a", "action": "sealed", "prev": "0"},
    "findings": {
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "minispect", "version": "1", "rules": []}}, "results": []}],
    },
    "screen-tree": {"nodes": [{"id": 1, "tag": "view", "rect": [0, 0, 1.5, 2]}], "viewport": [375, 812]},
}


def test_examples_are_valid() -> None:
    for name, value in EXAMPLES.items():
        assert jsonshape.compiled(SCHEMAS[f"{name}.schema.json"])(value) == "", name
