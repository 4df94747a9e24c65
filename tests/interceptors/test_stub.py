import json
from pathlib import Path
from typing import Any

import pytest

from interceptors.answers import BackendError
from interceptors.stub import load


def table(folder: Path, data: Any) -> Path:
    path = folder / "backend.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_the_first_match_wins_and_the_rest_gets_the_default(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('["a"]')
    stub = load(
        table(
            tmp_path,
            {
                "routes": [
                    {"host": "api.example.test", "path": "/v1/goods/*", "json": {"n": 1}},
                    {"host": "api.example.test", "path": "/v1/goods/7", "json": {"n": 2}},
                    {"host": "*.example.test", "path": "/v1/[x]", "method": "POST", "text": "你好"},
                    {"host": "cdn.example.test", "path": "/list", "file": "list.json", "status": 201},
                ],
                "default": {"status": 503, "text": "none"},
            },
        )
    )
    assert stub.body(stub.answer("GET", "API.example.test", "/v1/goods/7?x=/v2")) == (
        b'{"n": 1}',
        "application/json; charset=utf-8",
    )
    assert stub.body(stub.answer("POST", "a.b.example.test", "/v1/[x]"))[0] == "你好".encode()
    assert stub.answer("GET", "a.b.example.test", "/v1/[x]").status == 503
    assert stub.answer("POST", "a.b.example.test", "/v1/x").status == 503, "brackets are no glob"
    assert stub.body(stub.answer("GET", "cdn.example.test", "/list")) == (b'["a"]', "application/json")
    assert stub.answer("POST", "a.example.test", "/v1/%5Bx%5D").text == "你好", "escapes in the address are undone"
    assert stub.knows("www.example.test")
    assert not stub.knows("example.test")


def test_without_a_default_it_is_404_and_null_is_a_body(tmp_path: Path) -> None:
    stub = load(table(tmp_path, {"routes": [{"path": "/null", "json": None}, {"path": "/empty"}]}))
    assert (stub.answer("GET", "h", "/other").status, stub.body(stub.answer("GET", "h", "/other"))[0]) == (404, b"{}")
    assert stub.body(stub.answer("GET", "h", "/null"))[0] == b"null"
    assert stub.body(stub.answer("GET", "h", "/empty")) == (b"", "")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ('{"routes": [\n{"host": }]}', "not valid JSON at line 2"),
        ({"routes": [{"hosts": "x"}]}, "no setting named 'routes.0.hosts'"),
        ({"routes": [{"status": 7}]}, "'routes.0.status'"),
        ({"routes": [{"json": 1, "text": "x"}]}, "routes[0] has more than one of json, text and file"),
        ({"default": {"file": "gone.json"}}, "default: file 'gone.json' does not exist"),
        ({"routes": [{"file": "../secret"}]}, "lies outside of the folder"),
        ({"routes": [{"file": "/etc/passwd"}]}, "lies outside of the folder"),
    ],
)
def test_bad_tables_are_one_sentence_that_names_file_and_place(tmp_path: Path, data: Any, says: str) -> None:
    path = table(tmp_path, data)
    with pytest.raises(BackendError) as caught:
        load(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="cannot be read"):
        load(tmp_path / "none.json")
