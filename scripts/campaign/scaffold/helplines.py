"""A new helpline: an entry of the register that is held back until somebody has rung it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from campaign import helplines, schema, strict_yaml
from campaign.editing import patch

REASON = "Nobody has rung it or read it on the service’s own website yet."


def add(root: Path, facts: dict, today: date, reason: str = REASON) -> str:
    """Write an entry with ``facts``, a field of the register each, empty ones left out; returns the file. Raises ContentError."""
    entry = {key: value for key, value in facts.items() if value} | {
        "hours_confirmed": "false",
        "confirmed": today.isoformat(),
        "confirm_every": "90 days",
        "publish": "check-first",
        "reason": reason,
    }
    order = [field.alias or name for name, field in helplines.Helpline.model_fields.items()]
    file = root / helplines.FILE
    helplines.load(root)
    text = file.read_text(encoding="utf-8")
    register = strict_yaml.read(text).data
    wanted = register | {
        "helplines": [*register["helplines"], {key: entry[key] for key in order if key in entry}],
    }
    changed = patch.patch(text, wanted)
    schema.read(helplines.Register, changed, helplines.FILE, helplines.CHECK)
    file.write_text(changed, encoding="utf-8")
    return helplines.FILE
