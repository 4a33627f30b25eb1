"""The settings of servers that a council runs itself: nginx, Apache and Caddy.

Apache reads them from ``.htaccess`` in the site's own folders. nginx and Caddy read a file beside the site, which a
web team includes in its own settings: a folder must not publish how it is served. In nginx a block with one header
of its own forgets all headers of the block around it, so every block names them all. The file beside the site is
brought to the server seldom: it names kept files by their pattern, not by the hash of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from campaign.hosts.headers import FOR_EVER, HASHED
from campaign.hosts.site import Site

#: Where the guide puts a site on a server; one line of the nginx and Caddy files, for a web team to change.
SERVER_FOLDER = "/srv/campaign/current"
TEXT_TYPES = ("text/plain", "text/css", "text/javascript", "application/javascript", "application/xml", "image/svg+xml")
NOT_FOUND = "404.html"

_NGINX = """\
# Headers, caching, renamed and missing pages of this site. Inside  server {{ ... }}  write:
#   include /etc/nginx/campaign.conf;
# The folder that holds the site on this server:
set $campaign_site {folder};
{blocks}"""


def nginx(site: Site) -> dict[str, str]:
    """For beside the site: a file to include in a ``server`` block."""
    promise, path = site.promise, site.path
    blocks = [_nginx_block(path, folder, folder, promise.everywhere) for folder in ("", *site.own_folders)]
    blocks.append(_nginx_block(path, promise.leaving, "", promise.of(promise.leaving)))
    moved = {f"{path}{old}": path + move.new for move in site.moves for old in _with_and_without_slash(move.old)}
    if path != "/":
        moved[path.removesuffix("/")] = path
    blocks += [_nginx_move(old, new, promise.everywhere) for old, new in moved.items()]
    return {"nginx.conf": _NGINX.format(folder=SERVER_FOLDER, blocks="".join(blocks))}


def _nginx_block(path: str, folder: str, language: str, headers: Mapping[str, str]) -> str:
    inside = [
        f"alias $campaign_site/{folder};",
        "index index.html;",
        "autoindex off;",
        "absolute_redirect off;",
        "charset utf-8;",
        f"gzip_static on; gzip on; gzip_vary on; gzip_types {' '.join(TEXT_TYPES)};",
        f"error_page 403 404 =404 {path}{language}{NOT_FOUND};",
        *_nginx_headers(headers),
    ]
    if not folder:
        kept = _nginx_headers(headers | {"Cache-Control": FOR_EVER})
        inside += _nginx_location(
            f'~ "^{re.escape(path)}({HASHED[:-1]})$"', ["alias $campaign_site/$1;", *kept]
        ).splitlines()
    return _nginx_location(f"^~ {path}{folder}", inside)


def _nginx_move(old: str, new: str, headers: Mapping[str, str]) -> str:
    return _nginx_location(f"= {old}", ["absolute_redirect off;", *_nginx_headers(headers), f"return 301 {new};"])


def _nginx_location(match: str, inside: Iterable[str]) -> str:
    return f"location {match} {{\n" + "".join(f"    {line}\n" for line in inside) + "}\n"


def _nginx_headers(headers: Mapping[str, str]) -> list[str]:
    return [f"add_header {name} {_quoted(value)} always;" for name, value in headers.items()]


_APACHE = """\
# Headers, caching, renamed and missing pages of this site. Needs  AllowOverride All  and the modules headers and rewrite.
Options -Indexes
DirectoryIndex index.html
AddDefaultCharset utf-8
AddType font/woff2 .woff2
AddType text/calendar .ics
RewriteEngine On
# A folder without a page is a missing page, not a refusal.
RewriteCond %{{REQUEST_FILENAME}} -d
RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
RewriteRule ^ - [R=404,L]
<IfModule mod_deflate.c>
AddOutputFilterByType DEFLATE text/html {types}
</IfModule>
{lines}"""


def apache(site: Site) -> dict[str, str]:
    """``.htaccess`` files: one at the root, one in each language's folder for its missing pages, one for the page that clears the cache."""
    promise, path = site.promise, site.path
    lines = [f"ErrorDocument 404 {path}{NOT_FOUND}", *_apache_headers(promise.everywhere)]
    files = {}
    for address, own in promise.exceptions.items():
        if address.endswith("/"):
            files[f"{address}.htaccess"] = _lines(_apache_headers(own))
        else:
            lines += [
                f'<FilesMatch "^{re.escape(address.rsplit("/", 1)[1])}$">',
                *_apache_headers(own),
                "</FilesMatch>",
            ]
    lines += [
        f'RedirectMatch 301 "^{re.escape(path + move.old.removesuffix("/"))}/?$" "{path}{move.new}"'
        for move in site.moves
    ]
    files[".htaccess"] = _APACHE.format(types=" ".join(TEXT_TYPES), lines=_lines(lines))
    return files | {
        f"{folder}.htaccess": f"ErrorDocument 404 {path}{folder}{NOT_FOUND}\n" for folder in site.own_folders
    }  # fmt: skip


def _apache_headers(headers: Mapping[str, str]) -> list[str]:
    """Each header once, whatever the server's own settings add: Apache keeps those of good answers in a list apart."""
    return [
        line
        for name, value in headers.items()
        for line in (f"Header onsuccess unset {name}", f"Header always set {name} {_quoted(value)}")
    ]


_CADDY = """\
# Headers, caching, renamed and missing pages of this site. Inside the block of its address write:
#   import /etc/caddy/campaign.caddy
# "root" names the folder that holds the site on this server, here and at the end.
{moved}handle_path {path}* {{
	root * {folder}
	encode gzip
	route {{
{headers}		file_server {{
			precompressed br gzip
		}}
	}}
}}
handle_errors {{
	root * {folder}
	encode gzip
{missing}}}
"""


def caddy(site: Site) -> dict[str, str]:
    """For beside the site: a file to import in the block of an address."""
    promise, path = site.promise, site.path
    headers = _caddy_headers("", promise.everywhere)
    headers += [f"@kept path_regexp ^/{HASHED}", *_caddy_headers("@kept ", {"Cache-Control": FOR_EVER})]
    headers += _caddy_headers(f"/{promise.leaving}* ", promise.exceptions[promise.leaving])
    moved = {f"{path}{old}": path + move.new for move in site.moves for old in _with_and_without_slash(move.old)}
    if path != "/":
        moved[path.removesuffix("/")] = path
    missing = [
        f"\thandle {path}{folder}* {{\n\t\trewrite * /{folder}{NOT_FOUND}\n\t\tfile_server\n\t}}\n"
        for folder in (*site.own_folders, "")
    ]
    text = _CADDY.format(
        path=path,
        folder=SERVER_FOLDER,
        headers="".join(f"\t\t{line}\n" for line in headers),
        moved="".join(f"redir {old} {new} 301\n" for old, new in moved.items()),
        missing="".join(missing),
    )
    return {"caddy": text}


def _caddy_headers(match: str, headers: Mapping[str, str]) -> list[str]:
    return [f"header {match}{name} {_quoted(value)}" for name, value in headers.items()]


def _with_and_without_slash(address: str) -> tuple[str, str]:
    return address, address.removesuffix("/")


def _quoted(value: str) -> str:
    escaped = value.replace('"', r"\"")
    return f'"{escaped}"'


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
