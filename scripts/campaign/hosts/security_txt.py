"""``.well-known/security.txt``: whom to tell about a weakness of the site (RFC 9116).

The file must say until when it holds, less than a year ahead. That is counted from the day of the build, or from
SOURCE_DATE_EPOCH, so that two builds of one day are the same: a site that nobody builds for a year says so itself.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from campaign.councils import Council

ADDRESS = ".well-known/security.txt"
HOLDS = timedelta(days=364)


def text(council: Council, today: datetime) -> str:
    """The file for a council that names a contact."""
    expires = today.replace(hour=0, minute=0, second=0, microsecond=0) + HOLDS
    return (
        f"Contact: {council.security_contact}\n"
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}\n"
        "Preferred-Languages: en\n"
        f"Canonical: {council.base_url}{ADDRESS}\n"
    )


def write(council: Council, site: Path) -> None:
    """Write the file, when the council names a contact."""
    if council.security_contact:
        (site / ADDRESS).parent.mkdir(exist_ok=True)
        (site / ADDRESS).write_text(text(council, build_day()), encoding="utf-8")


def build_day() -> datetime:
    """The moment of the build, as reproducible builds state it (https://reproducible-builds.org/specs/source-date-epoch/)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
