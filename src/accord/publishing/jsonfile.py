"""A dossier as JSON, by the JSON Schema in ``data/schema/dossier.schema.json``.

Every span carries its own ``quote``, so that a reader needs no offsets to see the words; every report carries its
whole ``text``, so that a reader can check that each quote is ``text[start:end]``.
"""

from __future__ import annotations

import json
import re
from typing import Any

from accord.records import Dossier, as_json
from accord.tables import data

#: The name and version of the format. The number grows when a field is renamed or removed, not when one is added.
FORMAT = "accord/dossier/1"

SCHEMA_FILE = "schema/dossier.schema.json"


def dossier_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that the output of ``render_json`` follows."""
    schema: dict[str, Any] = json.loads(data(SCHEMA_FILE).read_text(encoding="utf-8"))
    return schema


def dossier_json(dossier: Dossier) -> dict[str, Any]:
    """``dossier`` as plain JSON values, with the fields that the schema names."""
    texts = {report.id: report.text for report in dossier.reports}
    plain: dict[str, Any] = _with_quotes(as_json(dossier), texts)
    hands = {report: origin.id for origin in dossier.origins for report in origin.reports}
    for report in plain["reports"]:
        report["chars"] = len(report["text"])
        report["origin"] = hands.get(report["id"], "")
    return {"format": FORMAT} | plain


def render_json(dossier: Dossier) -> str:
    """``dossier`` as indented JSON text that ends with a newline. Nothing is left out: texts and claims too."""
    text = json.dumps(dossier_json(dossier), ensure_ascii=False, indent=2, allow_nan=False)
    # A lone surrogate cannot be written as UTF-8; inside a JSON string its escape means the same.
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _with_quotes(value: Any, texts: dict[str, str]) -> Any:
    """``value`` with a ``quote`` added to every span that lies in a report at hand."""
    if isinstance(value, list):
        return [_with_quotes(item, texts) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {key: _with_quotes(item, texts) for key, item in value.items()}
    if "shows" in inner and inner["report"] in texts:
        inner["quote"] = texts[inner["report"]][inner["start"] : inner["end"]]
    return inner
