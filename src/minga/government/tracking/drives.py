"""Sites where people keep files for themselves, whose links die or ask for permission. A pure module."""

from __future__ import annotations

from urllib.parse import urlsplit

HOSTS = (
    *("drive.google.com", "docs.google.com", "photos.app.goo.gl", "onedrive.live.com", "1drv.ms", "sharepoint.com"),
    *("dropbox.com", "wetransfer.com", "we.tl", "mega.nz", "mediafire.com", "icloud.com", "box.com"),
)


def is_drive(url: str) -> bool:
    """Whether an address leads to such a site."""
    host = (urlsplit(url).hostname or "").lower()
    return any(host == known or host.endswith(f".{known}") for known in HOSTS)
