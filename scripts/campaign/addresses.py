"""Addresses that a page may lead to: somewhere inside the site, an https host in plain letters, or an e-mail address.

A list of what is refused is never complete (``java&#9;script:``, ``//evil``, ``\\\\evil``, ``https:evil``), so this is a
list of what is allowed. Host names hold ASCII letters only: every service we name has such a name, and a letter that only
looks Latin leads a reader in need to a stranger.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_HOST = re.compile(r"(?=.{4,253}$)(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!xn--)[a-z]{2,24}$")
_OUTSIDE = re.compile(r"https://([^/?#]+)(?:[/?#][A-Za-z0-9/?#._~!$&'()*+,;=:@%-]*)?$")
_INSIDE = re.compile(r"(?!/)[A-Za-z0-9/?._~=&%-]*(?:#[A-Za-z0-9_:.-]*)?$")
_MAIL = re.compile(r"mailto:[A-Za-z0-9._+-]+@([a-z0-9.-]+)(?:\?subject=[A-Za-z0-9%._ -]*)?$")
#: Anything in a text that a reader or a machine would take for a host.
ANY_HOST = re.compile(r"(?:https?|ftp)://([^\s/?#\"'<>\[\](){}|\\`,]*)", re.I)


def host_fault(host: str) -> str | None:
    """What is wrong with the host of an address, in words that go behind its name; None when it is right."""
    if "@" in host:
        return "holds a name before “@”, which hides where it leads"
    if not host.isascii() or "%" in host:
        return "is not written in plain Latin letters, and can be a disguise"
    if "xn--" in host.lower():
        return "is a disguised name (“xn--”)"
    if not _HOST.match(host.lower()):
        return "is not the name of a host"
    return None


def fault(address: str) -> str | None:
    """What is wrong with the target of a link, in words that go behind it; None when it is right."""
    if match := _OUTSIDE.match(address):
        return host_fault(match[1])
    if match := _MAIL.match(address):
        return host_fault(match[1])
    if ":" in unquote(address).split("#", 1)[0]:
        return "is not an https address"
    return inside_fault(address)


def inside_fault(address: str) -> str | None:
    """What is wrong with an address inside the site, which is relative; None when it is right."""
    if _INSIDE.match(address):
        return None
    if address.startswith(("/", "\\")):
        return "does not begin in the page's own folder"
    return "holds characters that no address of ours has"
