"""Words, plain English, care, reviews and tidiness: a page that passes, and one that gives exactly its message."""

from datetime import date

import pytest
from project import page

from campaign import content as reading
from campaign.checks import plain_english, reviews, tidy, words
from campaign.problems import ERROR, NOTE, WARNING

NEXT = "\n\n## Next step\n\n- [Help](more.md)\n"


def found(tiny, body, check, front=""):
    text = page("About us", body, end="").replace("sources: [S1]", f"sources: [S1]{front}")
    tiny.write("docs/about/index.md", text)
    tiny.translate()
    return [problem for problem in tiny.check() if problem.check == check and problem.path == "docs/about/index.md"]


def test_a_word_that_blames_stops_publishing(tiny):
    [problem] = found(tiny, f"She was putting\nherself at risk.{NEXT}", "words")
    assert str(problem) == (
        "docs/about/index.md:12: “putting herself at risk” is a word to avoid (putting themselves at risk).\n"
        "  why:  moves blame from the adult to the child.\n"
        "  mend: write, for example: someone is putting the child at risk; the child is being targeted; the place or situation is unsafe for children. "
        "Or say why it must stand:  allow_words: {risk-self: the reason}   [words]"
    )
    assert problem.level == ERROR


@pytest.mark.parametrize(
    "body, level", [("Historic abuse.", WARNING), ("A victim.", NOTE), ("Read about CSE.", WARNING)]
)
def test_levels_follow_the_harm(tiny, body, level):
    assert [problem.level for problem in found(tiny, body + NEXT, "words")] == [level]


def test_a_short_form_in_capitals_is_not_found_in_other_words(tiny):
    assert found(tiny, "A black cat saw the lac operon; see cse." + NEXT, "words") == []


@pytest.mark.parametrize("body", ["`child porn`", "See [it](../index.md#historic-abuse)."])
def test_what_readers_do_not_read_is_not_looked_at(tiny, body):
    assert found(tiny, body + NEXT, "words") == []


@pytest.mark.parametrize(
    "field",
    [
        "title: Historic abuse",
        "summary: About historic abuse.",
        "description: A page about historic abuse, with a description that is long enough.",
    ],
)
def test_titles_and_summaries_are_looked_at(tiny, field):
    name = field.split(":")[0]
    tiny.write("docs/about/index.md", page("About us", "Words." + NEXT, end=""))
    text = (tiny.root / "docs/about/index.md").read_text().split("\n")
    tiny.write("docs/about/index.md", "\n".join(field if line.startswith(name + ":") else line for line in text))
    tiny.translate()
    assert [problem.line for problem in tiny.check() if problem.check == "words"] == [
        {"title": 2, "description": 3, "summary": 4}[name]
    ]


def test_a_page_may_say_why_a_word_must_stand(tiny):
    assert found(tiny, "Historic abuse." + NEXT, "words", "\nallow_words: {historic: the name of a law}") == []


def test_an_excuse_for_no_known_word_is_a_problem(tiny):
    [problem] = found(tiny, "Words." + NEXT, "words", "\nallow_words: {histori: a law}")
    assert problem.what == "there is no word to avoid called “histori”." and "did you mean “historic”?" in problem.mend


def test_the_register_is_looked_at_but_not_the_names_of_services(tiny):
    tiny.edit("docs/_data/helplines.yml", "name: Childline", "name: Historic Abuse Line")
    tiny.edit("docs/_data/helplines.yml", "for: Children under 19", "for: People with historic abuse")
    tiny.translate()
    assert [(problem.path, problem.line) for problem in tiny.check() if problem.check == "words"] == [
        ("docs/_data/helplines.yml", 2)
    ]


#: What the entries' own descriptions do not show.
SAID = [
    "educate girls to stay safe",
    "a young woman aged 15",
    "she has been contacting older men",
    "I won't tell anyone",
    "an Asian grooming gang",
    "confront the abuser",
    "NRM",
    "she claims she was",
    "in a relationship with an adult",
    "the child consented to the abuse",
    "proof that he did",
]


def test_no_pattern_of_the_list_is_dead(real_root):
    entries = words.load(real_root)
    dead = [entry.id for entry in entries if not any(map(entry.pattern.search, [entry.avoid, *SAID]))]
    assert (len(entries), dead) == (51, [])


def test_a_long_sentence_is_shown(tiny):
    sentence = "We " + "very " * 21 + "well know."
    [problem] = found(tiny, f"Short.\n\n{sentence}{NEXT}", "plain-english")
    assert (problem.line, problem.level) == (14, WARNING)
    assert problem.what == f"this sentence has 24 words; 22 is the most: “{sentence}”"


def test_a_full_paragraph_is_shown(tiny):
    [problem] = found(tiny, "One. Two. Three. Four. Five." + NEXT, "plain-english")
    assert problem.what == "this paragraph has 5 sentences; 4 is the most."


def test_hard_words_raise_the_grade(tiny):
    [problem] = found(
        tiny, "Organisational considerations necessitate interdepartmental communication." + NEXT, "plain-english"
    )
    assert "the reading grade is" in problem.what and "Organisational considerations" in problem.what


def test_easy_read_has_a_budget_of_its_own(real_root):
    loaded = reading.load(real_root)
    budgets = plain_english.load(real_root)
    assert plain_english.budget_of(loaded.pages["easy-read/signs.md"], budgets) is budgets["easy-read"]
    assert plain_english.budget_of(loaded.pages["learn/guidance.md"], budgets) is budgets["professionals"]
    assert plain_english.budget_of(loaded.pages["index.md"], budgets) is budgets["public"]


@pytest.mark.parametrize(
    "sentence, grade",
    [("The cat sat on the mat.", -1.4), ("Someone uses power to pressure, trick or control a person.", 6.0)],
)
def test_the_grade_is_that_of_kincaid(sentence, grade):
    assert plain_english.grade([sentence]) == pytest.approx(grade, abs=1.2)


def test_a_page_that_does_not_lead_to_help_is_a_problem(tiny):
    [problem] = found(tiny, "Words.\n\n## Next step\n\n- [More](more.md)\n", "care")
    assert problem.what == "the page does not lead to help."


@pytest.mark.parametrize(
    "body", ["Call {{ helpline.childline.phone }}.", "{{ helplines.young-people }}", "{{ council.children.card }}"]
)
def test_a_helpline_leads_to_help(tiny, body):
    assert found(tiny, body + NEXT, "care") == []


def test_a_page_without_next_step_is_a_problem(tiny):
    [problem] = found(tiny, "Call {{ helpline.childline.phone }}.", "care")
    assert problem.what == "the page has no next step."


def test_a_sensitive_page_begins_with_a_notice(tiny):
    help_ = "Call {{ helpline.childline.phone }}."
    [problem] = found(tiny, f"{help_}\n\n## Hard things{NEXT}", "care", "\nsensitive: true")
    assert (problem.line, problem.what) == (10, "the page is sensitive and begins without a notice.")
    assert (
        found(
            tiny,
            f'{help_}\n\n!!! note "Before you read"\n    Calm words.\n\n## Hard things{NEXT}',
            "care",
            "\nsensitive: true",
        )
        == []
    )


@pytest.mark.parametrize("alternative", ["", " ", "image of a phone", "phone.svg", "Photo"])
def test_a_picture_without_words_is_a_problem(tiny, alternative):
    tiny.write("docs/a.svg", "<svg/>")
    [problem] = found(tiny, f"Call {{{{ helpline.childline.phone }}}}. ![{alternative}](../a.svg){NEXT}", "care")
    assert problem.what == f"the picture ../a.svg has no words that stand for it (found: “{alternative}”)."


def test_a_page_past_its_review_is_reported(tiny):
    loaded = tiny.load()
    assert loaded.pages["index.md"].front.review_by == date(2027, 5, 21)
    assert list(reviews.overdue(loaded, date(2027, 5, 21))) == []
    overdue = list(reviews.overdue(loaded, date(2027, 5, 22)))
    assert len(overdue) == 3 and overdue[0].level == WARNING
    assert overdue[0].what == "the page was last reviewed on 2026-11-21, and its review was due by 2027-05-21."


UNTIDY = (
    page("About us", "It's   fine, `don't`.  \nNext \n\n\n\nCall {{ helpline.childline.phone }}.\n\n\n", end="")
    .replace("summary: A page of the tiny site.\n", "")
    .replace("audience:", "summary: It's a page.\naudience:", 1)
    .replace("title: About us\n", "")
    .replace("review_every: 6 months\n", "review_every: 6 months\ntitle: About us\n")
)


def test_tidying_mends_order_spaces_and_apostrophes_and_nothing_else(tiny):
    mended = tidy.tidy(UNTIDY)
    assert mended.startswith("---\ntitle: About us\ndescription: ")
    assert "summary: It’s a page.\n" in mended
    assert mended.endswith("\n---\n\nIt’s   fine, `don't`.  \nNext\n\nCall {{ helpline.childline.phone }}.\n")
    assert tidy.tidy(mended) == mended


def test_tidying_keeps_code_addresses_and_quoted_yaml(tiny):
    body = "\nSee [it](a'b.md).\n\n```\nit's  \n\n\ncode\n```\n"
    text = page("About us", "", end="").rstrip("\n") + "\n" + body
    quoted = text.replace("title: About us", "title: 'It''s us'")
    assert tidy.tidy(quoted) == quoted


def test_an_untidy_page_is_a_warning_that_names_its_cure(tiny):
    tiny.write("docs/about/index.md", page("About us", "It's so.\n", end=""))
    [problem] = [problem for problem in tiny.check() if problem.check == "tidy"]
    assert (problem.line, problem.level, problem.mend) == (12, WARNING, "run  scripts/check --fix")


def test_the_real_pages_are_tidy_and_keep_every_rule(real_root):
    loaded = reading.load(real_root)
    for each in loaded.pages.values():
        text = (real_root / each.file).read_text(encoding="utf-8")
        assert tidy.tidy(text) == text, each.file
    assert [
        problem for check in (words, plain_english) for problem in check.check(loaded) if problem.level != NOTE
    ] == []


FAULTS = {
    "words": ("learn/training.md", "\n\nHe chose a risky lifestyle.\n"),
    "plain-english": ("react/missing.md", "\n\n" + "Word " * 40 + "end.\n"),
    "numbers": ("index.md", "\n\nCall 0800 1111.\n"),
    "shortcodes": ("index.md", "\n\n{{ helpline.nobody.phone }}\n"),
    "links": ("index.md", "\n\n[x](nowhere.md)\n"),
    "markup": ("index.md", "\n\n<b>x</b>\n"),
    "care": ("index.md", "\n\n![](assets/easy-read/phone.svg)\n"),
    "tidy": ("index.md", "\n\nIt's here.\n"),
}


@pytest.mark.parametrize("check", FAULTS)
def test_a_deliberate_fault_in_the_real_site_is_caught_by(real_root, check):
    from campaign import checks

    path, fault = FAULTS[check]
    loaded = reading.load(real_root)
    changed = dict(loaded.pages) | {path: _with(loaded.pages[path], fault)}
    module = getattr(checks, check.replace("-", "_"))
    if check == "tidy":
        assert (
            tidy.tidy((real_root / "docs" / path).read_text(encoding="utf-8") + fault)
            != (real_root / "docs" / path).read_text(encoding="utf-8") + fault
        )
        return
    caught = [problem for problem in module.check(_content(loaded, changed)) if problem.path == f"docs/{path}"]
    assert [problem.check for problem in caught] == [check]


def _with(original, fault):
    from dataclasses import replace

    return replace(original, body=original.body + fault)


def _content(loaded, pages):
    from dataclasses import replace

    return replace(loaded, pages=pages)
