import polib
from project import page

from campaign.translation import catalogue, commands
from campaign.translation.catalogue import Translator


def entry(tiny, msgid):
    return next(entry for entry in catalogue.read(tiny.root, "pl") if entry.msgid == msgid)


def change_home(tiny, body):
    tiny.write("docs/index.md", page("Home page", body))
    return list(commands.update(tiny.load()))


def test_updating_twice_changes_nothing(tiny):
    list(commands.update(tiny.load()))
    before = {path.name: path.read_bytes() for path in (tiny.root / "translations").glob("*.po*")}
    assert all("unchanged" in line for line in commands.update(tiny.load()))
    assert {path.name: path.read_bytes() for path in (tiny.root / "translations").glob("*.po*")} == before


def test_a_changed_text_keeps_its_translation_as_a_fuzzy_suggestion_with_the_earlier_english(tiny):
    change_home(tiny, "Call {{ helpline.childline.phone }} today.\n")
    changed = entry(tiny, "Call {{ helpline.childline.phone }} today.")
    assert changed.fuzzy
    assert changed.msgstr == "pl·Call {{ helpline.childline.phone }} now."
    assert changed.previous_msgid == "Call {{ helpline.childline.phone }} now."


def test_readers_get_english_until_a_person_accepts_the_suggestion(tiny):
    change_home(tiny, "Call {{ helpline.childline.phone }} today.\n")
    assert Translator.load(tiny.root, "pl").find("Call {{ helpline.childline.phone }} today.") is None


def test_restoring_the_english_restores_the_translation(tiny):
    change_home(tiny, "Something else altogether.\n")
    change_home(tiny, "Call {{ helpline.childline.phone }} now.\n")
    assert (
        Translator.load(tiny.root, "pl").find("Call {{ helpline.childline.phone }} now.")
        == "pl·Call {{ helpline.childline.phone }} now."
    )


def test_a_new_text_is_left_for_the_translator(tiny):
    change_home(tiny, "Call {{ helpline.childline.phone }} now.\n\nA wholly different sentence stands here.\n")
    assert entry(tiny, "A wholly different sentence stands here.").msgstr == ""


def test_suggestions_come_from_the_same_file_only(tiny):
    tiny.edit("docs/about/index.md", "Who we are.\n", "")
    change_home(tiny, "Call {{ helpline.childline.phone }} now.\n\nWho we are!\n")
    assert entry(tiny, "Who we are!").msgstr == ""


def test_nothing_a_translator_wrote_is_lost(tiny):
    change_home(tiny, "Something else altogether.\n")
    gone = next(entry for entry in catalogue.read(tiny.root, "pl") if entry.msgid.startswith("Call"))
    assert gone.obsolete and gone.msgstr.startswith("pl·Call")


def test_a_note_of_the_translator_stays(tiny):
    po = catalogue.read(tiny.root, "pl")
    po.find("Who we are.").tcomment = "checked with a colleague"
    catalogue.write(po, tiny.root / "translations/pl.po")
    list(commands.update(tiny.load()))
    assert entry(tiny, "Who we are.").tcomment == "checked with a colleague"


def test_a_new_language_begins_with_every_text_and_is_never_overwritten(tiny):
    tiny.write(
        "translations/languages.yml",
        (tiny.root / "translations/languages.yml").read_text()
        + "  ro:\n    name: Română\n    english_name: Romanian\n    direction: ltr\n    script: LATIN\n    offered: no\n",
    )
    assert "begun" in commands.new(tiny.load(), "ro")
    po = polib.pofile(str(tiny.root / "translations/ro.po"))
    assert len(po) == len(catalogue.read(tiny.root, "pl")) and not any(entry.msgstr for entry in po)
    assert "is there already" in commands.new(tiny.load(), "ro")


def test_status_counts_what_is_left(tiny):
    change_home(tiny, "Call {{ helpline.childline.phone }} today.\n\nFour new words here.\n")
    count = next(state.count for state in commands.statuses(tiny.load()) if state.language == "pl")
    assert (count.fuzzy, count.untranslated, count.words_left, count.percent) == (1, 1, 9, 98)
    assert count.complete + count.fuzzy + count.untranslated == count.total
