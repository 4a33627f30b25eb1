"""The files of hosts that read their settings from data: Netlify, Cloudflare, GitLab, Azure, and CloudFront before S3.

Where two rules match one address, Cloudflare joins the values of a header unless the later rule first takes the
header away (``! Name``). Azure unites route and global headers and the route wins. Netlify lets the later rule win.
"""

from __future__ import annotations

import json

from campaign.hosts.site import Site


def netlify(site: Site) -> dict[str, str]:
    """``_headers`` and ``_redirects``; a missing page is answered in the language of its folder."""
    moved = [f"/{move.old} {site.path}{move.new} 301" for move in site.moves]
    missing = [f"/{folder}* /{folder}404.html 404" for folder in site.own_folders]
    return {"_headers": _headers(site, taken_away=False), "_redirects": _lines([*moved, *missing])}


def cloudflare(site: Site) -> dict[str, str]:
    """``_headers`` and ``_redirects``; Cloudflare looks for the nearest 404.html itself, and takes an address word for word."""
    moved = [
        f"/{old} {site.path}{move.new} 301" for move in site.moves for old in (move.old, move.old.removesuffix("/"))
    ]
    return {"_headers": _headers(site, taken_away=True)} | ({"_redirects": _lines(moved)} if moved else {})


def gitlab(site: Site) -> dict[str, str]:
    """``_redirects``; GitLab Pages sends no headers of ours."""
    moved = [f"{site.path}{move.old} {site.path}{move.new} 301" for move in site.moves]
    return {"_redirects": _lines(moved)} if moved else {}


def azure(site: Site) -> dict[str, str]:
    """``staticwebapp.config.json``. Links are relative, so an address without its slash at the end must be led to the one with it."""
    routes = [
        {"route": f"/{move.old.removesuffix('/')}", "redirect": site.path + move.new, "statusCode": 301}
        for move in site.moves
    ]
    routes += [
        {"route": "/" + (address + "*" if address.endswith("/") else address), "headers": own}
        for address, own in site.promise.exceptions.items()
    ]
    settings = {
        "globalHeaders": site.promise.everywhere,
        "trailingSlash": "always",
        "routes": routes,
        "responseOverrides": {"404": {"rewrite": "/404.html"}},
        "mimeTypes": {".woff2": "font/woff2", ".ics": "text/calendar", ".webp": "image/webp"},
    }
    return {"staticwebapp.config.json": _json(settings)}


def cloudfront(site: Site) -> dict[str, str]:
    """For beside the site: a policy of headers for everything, one for the page that clears the cache, and the function that finds a page's file.

    ``Cache-Control`` is the bucket's: ``scripts/publish s3`` writes it with each file.
    """
    everywhere = {name: value for name, value in site.promise.everywhere.items() if name != "Cache-Control"}
    leaving = site.promise.exceptions[site.promise.leaving]
    return {
        "cloudfront-headers.json": _json(_headers_policy("campaign", everywhere)),
        "cloudfront-leaving.json": _json(_headers_policy("campaign-leaving", everywhere | leaving)),
        "cloudfront-function.js": _FUNCTION.replace("MOVED", _json({f"/{move.old}": site.path + move.new for move in site.moves}).strip()),
    }  # fmt: skip


#: CloudFront asks the bucket for a file, and a page's address is a folder.
_FUNCTION = """// Attach to the event "viewer request" (runtime cloudfront-js-2.0): finds the file of a page, and leads on from renamed pages.
var moved = MOVED;

function lead(address) {
  return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: address } } };
}

function handler(event) {
  var request = event.request, uri = request.uri;
  var target = moved[uri] || moved[uri + "/"];
  if (target) return lead(target);
  if (uri.endsWith("/")) request.uri = uri + "index.html";
  else if (uri.split("/").pop().indexOf(".") < 0) return lead(uri + "/");
  return request;
}
"""


def _headers_policy(name: str, headers: dict[str, str]) -> dict:
    """As ``aws cloudfront create-response-headers-policy --response-headers-policy-config`` reads it; its own names for what it knows."""
    own = {key: value for key, value in headers.items() if key not in _NAMED}
    security = {
        "ContentSecurityPolicy": {
            "Override": True,
            "ContentSecurityPolicy": headers["Content-Security-Policy"],
        },
        "ContentTypeOptions": {"Override": True},
        "FrameOptions": {"Override": True, "FrameOption": headers["X-Frame-Options"]},
        "ReferrerPolicy": {"Override": True, "ReferrerPolicy": headers["Referrer-Policy"]},
    }
    if transport := headers.get("Strict-Transport-Security"):
        security["StrictTransportSecurity"] = {
            "Override": True,
            "AccessControlMaxAgeSec": int(transport.removeprefix("max-age=")),
        }
    custom = [{"Header": key, "Value": value, "Override": True} for key, value in own.items()]
    return {
        "Name": name,
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": len(custom), "Items": custom},
    }


_NAMED = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Strict-Transport-Security",
)


def _headers(site: Site, taken_away: bool) -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in site.promise.everywhere.items())]
    for address, own in site.promise.exceptions.items():
        lines += ["", "/" + (address + "*" if address.endswith("/") else address)]
        for name, value in own.items():
            if taken_away and name in site.promise.everywhere:
                lines.append(f"  ! {name}")
            lines.append(f"  {name}: {value}")
    return _lines(lines)


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _json(data) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
