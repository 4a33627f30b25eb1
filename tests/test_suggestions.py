import json
import subprocess
import sys

import pytest
from project import page

from campaign import suggestions
from campaign.problems import NOTE, Problem, as_github


def test_a_problem_stands_beside_its_line_in_the_same_words():
    problem = Problem("docs/a,b.md", 7, "words", "50% “a: b” is wrong.", "it hurts.", "say it\nbetter.")
    assert as_github([problem]) == (
        "::error file=docs/a%2Cb.md,line=7,title=words::"
        "50%25 “a: b” is wrong.%0Awhy:  it hurts.%0Amend: say it%0Abetter."
    )


def test_levels_have_githubs_names():
    assert as_github([Problem("a", 1, "b", "c", "d", "e", NOTE)]).startswith("::notice ")


def test_check_prints_for_github_and_keeps_its_exit_code(tiny):
    tiny.edit("docs/index.md", "See [more]", "Call 0800 1111. See [more]")
    result = campaign(tiny, "check", "--github")
    assert result.returncode == 1
    assert result.stdout.startswith(
        "::error file=docs/index.md,line=16,title=numbers::“0800 1111” is typed in the page.%0A"
    )


def campaign(tiny, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "campaign", "--root", tiny.root, *arguments], capture_output=True, text=True
    )


def test_the_new_lines_of_a_diff_are_found():
    diff = "+++ b/docs/a.md\n@@ -1,2 +3 @@\n+x\n@@ -9,0 +12,2 @@\n+y\n+z\n+++ b/docs/b.md\n@@ -4 +4,0 @@\n-x\n"
    assert suggestions.changed_lines(diff) == {"docs/a.md": {3, 12, 13}, "docs/b.md": set()}


def test_only_changed_lines_get_a_suggestion():
    text = page("Home", "Don't do that. \n\nMore  words don't harm.\n")
    lines = text.split("\n")
    first, second = (next(n for n, line in enumerate(lines, 1) if word in line) for word in ("do that", "harm"))
    [one] = suggestions.suggestions("docs/a.md", text, {first})
    assert one == {
        "path": "docs/a.md",
        "side": "RIGHT",
        "line": first,
        "body": "Tidier:\n```suggestion\nDon’t do that.\n```",
    }
    assert list(suggestions.suggestions("docs/a.md", text, set())) == []
    assert len(list(suggestions.suggestions("docs/a.md", text, {first, second}))) == 2


def test_taking_every_suggestion_makes_the_page_tidy():
    from campaign.checks.tidy import tidy

    text = page("Home", "Don't do that. \nAnd don't wait.\n\n\n\nMore words don't harm.\n")
    lines = text.splitlines()
    given = list(suggestions.suggestions("docs/a.md", text, set(range(1, len(lines) + 1))))
    for each in reversed(given):
        start, end = each.get("start_line", each["line"]), each["line"]
        words = each["body"].removeprefix("Tidier:\n```suggestion\n").removesuffix("\n```")
        lines[start - 1 : end] = words.split("\n") if words else []
    assert given and "\n".join(lines) + "\n" == tidy(text)


@pytest.fixture
def repository(tiny):
    git = lambda *arguments: subprocess.run(
        ["git", "-C", tiny.root, "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments],
        check=True,
        capture_output=True,
    )
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Begin")
    tiny.edit("docs/index.md", "See [more]", "Don't wait. See [more]")
    git("commit", "--quiet", "--all", "--message", "Change")
    return tiny


def test_a_review_holds_what_changed_since_a_commit(repository):
    review = json.loads(campaign(repository, "suggest", "HEAD~1").stdout)
    assert review["event"] == "COMMENT"
    assert [(each["path"], each["line"]) for each in review["comments"]] == [("docs/index.md", 16)]


def test_when_all_is_tidy_nothing_is_printed(repository):
    assert campaign(repository, "suggest", "HEAD").stdout == ""


def test_a_commit_that_is_not_there_is_said(repository):
    result = campaign(repository, "suggest", "nowhere")
    assert result.returncode == 3 and "the commit nowhere to compare with" in result.stderr
