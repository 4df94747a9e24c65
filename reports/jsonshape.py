"""JSON Schema without a library: the part of draft 2020-12 that the schemas in a pack use.

Nothing in a schema can make the reader run, hang or look elsewhere: ``pattern`` and ``format`` are not
evaluated, references lead within the same schema only.
"""

from collections.abc import Callable
from typing import Any

Check = Callable[[Any], str]
"""Gives the way to the first value that does not fit and why; ``""`` when all fits."""
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
}


def compiled(schema: object) -> Check:
    """A check for one schema. Unknown keywords are taken as satisfied, as the standard asks."""
    document = schema if isinstance(schema, dict) else {}
    return _Compiler(document).check(schema)


class _Compiler:
    def __init__(self, document: dict[str, Any]) -> None:
        definitions = document.get("$defs")
        self._definitions: dict[str, Any] = definitions if isinstance(definitions, dict) else {}
        self._known: dict[str, Check] = {}

    def check(self, schema: object) -> Check:
        if schema is False:
            return lambda _: ": nothing may stand here"
        if not isinstance(schema, dict):
            return lambda _: ""
        parts = [made for keyword, make in _KEYWORDS.items() if keyword in schema and (made := make(self, schema))]
        if len(parts) == 1:
            return parts[0]

        def every(value: Any) -> str:
            for part in parts:
                if problem := part(value):
                    return problem
            return ""

        return every

    def reference(self, schema: dict[str, Any]) -> Check:
        name = str(schema["$ref"]).removeprefix("#/$defs/")

        def follow(value: Any) -> str:
            if name not in self._known:
                self._known[name] = self.check(self._definitions.get(name, True))
            return self._known[name](value)

        return follow

    def type(self, schema: dict[str, Any]) -> Check:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        wanted = tuple(sort for name in names for sort in _TYPES.get(str(name), (object,)))
        strict = bool not in wanted and object not in wanted
        said = f": is not of the type {'/'.join(str(name) for name in names)}"

        def fits(value: Any) -> str:
            if not isinstance(value, wanted) or (strict and isinstance(value, bool)):
                return "" if _whole(value, names) else said
            return ""

        return fits

    def properties(self, schema: dict[str, Any]) -> Check:
        found = schema["properties"]
        known = {name: self.check(one) for name, one in found.items()} if isinstance(found, dict) else {}

        def fits(value: Any) -> str:
            if isinstance(value, dict):
                for name, item in value.items():
                    one = known.get(name)
                    if one is not None and (problem := one(item)):
                        return _below(name, problem)
            return ""

        return fits

    def required(self, schema: dict[str, Any]) -> Check:
        names = [str(name) for name in schema["required"]] if isinstance(schema["required"], list) else []

        def fits(value: Any) -> str:
            if isinstance(value, dict):
                for name in names:
                    if name not in value:
                        return f"{name}: is missing"
            return ""

        return fits

    def additional(self, schema: dict[str, Any]) -> Check | None:
        rest, known = schema["additionalProperties"], set(schema.get("properties") or ())
        if rest is True:
            return None
        one = self.check(rest)

        def fits(value: Any) -> str:
            if isinstance(value, dict):
                for name, item in value.items():
                    if name not in known and (problem := one(item)):
                        return _below(name, problem)
            return ""

        return fits

    def items(self, schema: dict[str, Any]) -> Check:
        first = [self.check(one) for one in schema.get("prefixItems") or ()]
        rest = self.check(schema.get("items", True))

        def fits(value: Any) -> str:
            if isinstance(value, list):
                for number, item in enumerate(value):
                    problem = (first[number] if number < len(first) else rest)(item)
                    if problem:
                        return _below(str(number), problem)
            return ""

        return fits

    def one_of(self, schema: dict[str, Any]) -> Check:
        choices = [self.check(one) for one in schema["anyOf"]] if isinstance(schema["anyOf"], list) else []

        def fits(value: Any) -> str:
            problems = []
            for choice in choices:
                problem = choice(value)
                if not problem:
                    return ""
                problems.append(problem)
            return problems[0] if problems else ""

        return fits

    def among(self, schema: dict[str, Any]) -> Check:
        allowed = schema["enum"] if "enum" in schema else [schema["const"]]
        said = f": is not one of {', '.join(str(one) for one in allowed)[:200]}"
        return lambda value: "" if any(type(value) is type(one) and value == one for one in allowed) else said

    def bounds(self, schema: dict[str, Any]) -> Check:
        low, high = schema.get("minimum"), schema.get("maximum")

        def fits(value: Any) -> str:
            if isinstance(value, bool) or not isinstance(value, int | float):
                return ""
            if low is not None and value < low:
                return f": is less than {low}"
            return f": is more than {high}" if high is not None and value > high else ""

        return fits

    def sizes(self, schema: dict[str, Any]) -> Check:
        low, high = schema.get("minItems", 0), schema.get("maxItems")

        def fits(value: Any) -> str:
            if not isinstance(value, list):
                return ""
            return "" if len(value) >= low and (high is None or len(value) <= high) else f": has {len(value)} items"

        return fits


_KEYWORDS: dict[str, Callable[[_Compiler, dict[str, Any]], Check | None]] = {
    "$ref": _Compiler.reference,
    "type": _Compiler.type,
    "required": _Compiler.required,
    "properties": _Compiler.properties,
    "additionalProperties": _Compiler.additional,
    "prefixItems": _Compiler.items,
    "items": lambda made, schema: None if "prefixItems" in schema else made.items(schema),
    "anyOf": _Compiler.one_of,
    "enum": _Compiler.among,
    "const": _Compiler.among,
    "minimum": _Compiler.bounds,
    "maximum": lambda made, schema: None if "minimum" in schema else made.bounds(schema),
    "minItems": _Compiler.sizes,
    "maxItems": lambda made, schema: None if "minItems" in schema else made.sizes(schema),
}


def _whole(value: Any, names: list[Any]) -> bool:
    """A number like 3.0 is an integer to JSON Schema."""
    return "integer" in names and isinstance(value, float) and value.is_integer()


def _below(name: str, problem: str) -> str:
    return f"{name[:40]}{'' if problem.startswith(':') else '.'}{problem}"
