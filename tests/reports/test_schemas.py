from pathlib import Path

from recording import canonical
from reports import schemas

FOLDER = Path(__file__).parents[2] / "config" / "schema"


def test_schemas_in_config_are_current() -> None:
    wanted = {name: canonical.document(schema) for name, schema in schemas.build().items()}
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert there == wanted, (
        'run: .venv/bin/python -c "from pathlib import Path; from reports import schemas; '
        "schemas.write(Path('config/schema'))\""
    )
