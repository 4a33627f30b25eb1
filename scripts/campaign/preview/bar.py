"""The bar on a previewed page: what is added to the page for it, and what it shows.

The page's security policy stays as it is but for one word: the bar's style comes from this server. Its script is allowed
by the page's own policy, because that too comes from this server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import blake2b

from campaign.checks import plain_english
from campaign.content import Content, Page
from campaign.councils import slugs
from campaign.councils.reading import FOLDER as COUNCILS
from campaign.preview.addresses import Where
from campaign.preview.checking import Findings
from campaign.preview.project import Project
from campaign.problems import ERROR, NOTE, WARNING, ContentError, Problem
from campaign.search import lexicon
from campaign.translation.catalogue import file_name

_STYLE_SOURCE = re.compile(r"(<meta http-equiv=\"Content-Security-Policy\" content=\"[^\"]*style-src )")
#: Where the preview's own files are, below the address of this server.
OWN = "/_preview/"
#: The most problems of other files that are sent to a page.
MOST = 100
#: A grade counts years at school, which begins at five.
SCHOOL_BEGINS = 5


@dataclass(frozen=True)
class Shown:
    """What is on the screen: an address taken apart, the page (None where there is none), the view of it, and the document.

    ``html`` is None when there is nothing to show; ``problems`` keep the newest from being shown.
    """

    where: Where
    page: Page | None = None
    view: str = "page"
    html: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of all that is seen: when it changes, so does the screen."""
        return digest(self.html or "")


def digest(text: str) -> str:
    """A short hash."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


def added(html: str, digest: str) -> str:
    """A page with the bar's script; ``digest`` tells the script which state of the page it stands on."""
    tag = f'<script src="{OWN}bar.js" data-digest="{digest}" defer></script>\n</head>'
    return _STYLE_SOURCE.sub(r"\1'self' ", html, count=1).replace("</head>", tag, 1)


def taken_off(html: str) -> str:
    """A page without what ``added`` added."""
    without = re.sub(rf'<script src="{OWN}bar\.js"[^>]*></script>\n', "", html, count=1)
    return without.replace("style-src 'self' ", "style-src ", 1)


def state(project: Project, findings: Findings, shown: Shown) -> dict:
    """What the bar is told, for JSON."""
    stuck = sorted({*project.problems, *shown.problems})
    found = [problem for problem in findings.problems if problem.level != NOTE and problem not in stuck]
    files = _files(shown)
    here, near, elsewhere = (
        [problem for problem in found if _distance(problem, files) == distance] for distance in range(3)
    )
    return {
        "version": project.version,
        "digest": shown.digest,
        "stuck": _as_dicts(stuck),
        "here": _as_dicts(here),
        "near": _as_dicts(near),
        "elsewhere": _as_dicts(elsewhere[:MOST]),
        "count": {level: sum(problem.level == level for problem in (*stuck, *found)) for level in (ERROR, WARNING)},
        "notes": sum(problem.level == NOTE for problem in findings.problems),
        "old": findings.old > 0,
        "never": findings.never > 0,
        "file": shown.page.file if shown.page else None,
        "view": shown.view,
        "length": length(shown.page, project.reading.content) if shown.page and project.reading else None,
        "views": _views(shown),
        "editions": {slug: shown.where.in_edition(slug) for slug in slugs(project.root)},
        "edition": shown.where.slug,
    }


def _as_dicts(problems: Iterable[Problem]) -> list[dict]:
    return [asdict(problem) for problem in problems]


def _files(shown: Shown) -> tuple[str | None, tuple[str, ...]]:
    """The page's own file, and those of its language and its council."""
    language, slug = shown.where.language, shown.where.slug
    near = (file_name(language), lexicon.file_name(language), f"{COUNCILS}/{slug}/")
    return shown.page.file if shown.page else None, near


def _distance(problem: Problem, files: tuple[str | None, tuple[str, ...]]) -> int:
    page, near = files
    return 0 if problem.path == page else 1 if problem.path.startswith(near) else 2


def _views(shown: Shown) -> dict[str, str]:
    """The views that there are of a page, with their addresses."""
    if shown.page is None:
        return {}
    views = {"page": "", "phone": "?view=phone", "review": "?view=review"}
    if shown.page.front.leaflet:
        views["paper"] = "?view=paper"
    here = shown.where.in_language(shown.where.language)
    return {name: here + query for name, query in views.items()}


def length(page: Page, content: Content) -> dict | None:
    """How long and how hard the English of a page is, beside its budget; None when it has no sentence."""
    figures = plain_english.measure(page)
    if figures is None:
        return None
    try:
        budget = plain_english.budget_of(page, plain_english.load(content.root))
    except ContentError:
        return None
    return {
        "words": figures.words,
        "age": max(SCHOOL_BEGINS, round(figures.grade) + SCHOOL_BEGINS),
        "most_age": round(budget.grade) + SCHOOL_BEGINS,
        "longest": figures.longest[0],
        "most_longest": budget.longest_sentence,
        "kept": figures.grade <= budget.grade and figures.longest[0] <= budget.longest_sentence,
    }
