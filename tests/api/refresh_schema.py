"""Writes docs/reference/openapi.json anew: `python -m tests.api.refresh_schema`."""

from __future__ import annotations

import json
from pathlib import Path

from tests import database

TARGET = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def main() -> None:
    """The committed schema is that of the code."""
    database.prepare()
    import django

    django.setup()
    from luoshi.api.api import api

    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True)
    TARGET.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
