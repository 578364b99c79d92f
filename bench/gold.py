"""Where gold is: ``ACCORD_GOLD``, by default ``../shared/gold`` beside the checkout. It is never copied here."""

from __future__ import annotations

import os
from pathlib import Path


def gold_folder() -> Path | None:
    """The folder of gold, None where there is none."""
    folder = Path(os.environ.get("ACCORD_GOLD", "../shared/gold"))
    return folder if folder.is_dir() else None
