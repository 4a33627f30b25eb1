import pytest

FILE = "docs/_data/redirects.yml"


def found(tiny, *lines):
    tiny.write(FILE, "redirects:\n" + "".join(f"  {line}\n" for line in lines))
    return [str(problem) for problem in tiny.check() if problem.path == FILE]


def test_a_page_that_was_renamed_leads_on(tiny):
    assert found(tiny, "old/name.md: about/more.md", "older.md: index.md") == []


@pytest.mark.parametrize(
    "lines, said",
    [
        (
            ["old.md: about/moor.md"],
            f"{FILE}:2: there is no page “about/moor.md”.\n"
            "  why:  readers with an old link would find nothing.\n"
            "  mend: did you mean “about/more.md”? Name a file in docs/.   [redirects]",
        ),
        (
            ["about/index.md: about/more.md"],
            f"{FILE}:2: “about/index.md” has the address of about/index.md.\n"
            "  why:  readers of that page would be sent away.\n"
            "  mend: take this line out, or rename the page.   [redirects]",
        ),
        (
            ["about.md: about/more.md"],
            f"{FILE}:2: “about.md” has the address of about/index.md.\n"
            "  why:  readers of that page would be sent away.\n"
            "  mend: take this line out, or rename the page.   [redirects]",
        ),
        (
            ["/old: about/more.md"],
            f"{FILE}:2: “/old” is not the path of a page.\n"
            "  why:  its old address cannot be told.\n"
            "  mend: write it as the file was called in docs/, for example  realise/old-name.md   [redirects]",
        ),
    ],
)
def test_a_redirect_that_strands_readers_is_refused(tiny, lines, said):
    assert found(tiny, *lines) == [said]


@pytest.mark.parametrize(
    "old", ["a b.md", "../up.md", "./a.md", "a;}.md", "{env.HOME}.md", "$a.md", "a//b.md", "a", "ä.md", r'"a\nb.md"']
)
def test_an_old_path_holds_nothing_that_a_server_could_take_for_a_setting(tiny, old):
    problems = found(tiny, f"{old}: about/more.md" if old.startswith('"') else f'"{old}": about/more.md')
    assert len(problems) == 1 and "is not the path of a page." in problems[0]


def test_a_chain_and_a_circle_are_refused(tiny):
    problems = found(tiny, "a.md: b.md", "b.md: about/more.md", "c.md: d.md", "d.md: c.md")
    assert [problem.split("\n")[0] for problem in problems] == [
        f"{FILE}:2: “b.md” has itself been renamed.",
        f"{FILE}:4: “d.md” has itself been renamed.",
        f"{FILE}:5: “c.md” has itself been renamed.",
    ]


def test_two_old_names_with_one_address_are_refused(tiny):
    problems = found(tiny, "old.md: index.md", "old/index.md: about/more.md")
    assert [problem.split("\n")[0] for problem in problems] == [f"{FILE}:3: “old/index.md” has the address of old.md."]


def test_a_broken_file_is_named(tiny):
    tiny.write(FILE, "redirect: {}\n")
    assert [(problem.path, problem.line) for problem in tiny.check()] == [(FILE, 1)] * 2
