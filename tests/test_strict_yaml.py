import pytest

from campaign import strict_yaml
from campaign.strict_yaml import YamlFault


def test_every_value_stays_text():
    data = strict_yaml.read("publish: yes\nphone: 0800 1111\ncount: 007\nday: 2026-11-21\n").data
    assert data == {"publish": "yes", "phone": "0800 1111", "count": "007", "day": "2026-11-21"}


def test_lines_are_those_of_the_file():
    document = strict_yaml.read("title: A\nlist:\n  - one\n  - two\n", first_line=2)
    assert document.line(("title",)) == 2
    assert document.line(("list", 1)) == 5
    assert document.line(("list", 1, "deeper")) == 5


def test_a_key_with_nothing_behind_it_is_no_key():
    assert strict_yaml.read("a:\nb: ''\n").data == {"b": ""}


@pytest.mark.parametrize(
    "text, what, line",
    [
        ("a: 1\nb: 2\na: 3\n", "“a” is given twice", 3),
        ("a: &x 1\n", "anchors and aliases (& and *) are not used here", 1),
        ("a: 1\nb: *x\n", "anchors and aliases (& and *) are not used here", 2),
        ("a: !!python/name:os.system x\n", "tags are not used here (tag:yaml.org,2002:python/name:os.system)", 1),
        ("? [a, b]\n: 1\n", "a key must be one word", 1),
    ],
)
def test_clever_yaml_is_refused(text, what, line):
    with pytest.raises(YamlFault) as fault:
        strict_yaml.read(text)
    assert (fault.value.what, fault.value.line) == (what, line)


def test_broken_yaml_names_its_line():
    with pytest.raises(YamlFault) as fault:
        strict_yaml.read("a: 1\nb: [1, 2\nc: 3\n", first_line=2)
    assert fault.value.line in (3, 4) and fault.value.what.startswith("this is not YAML")
