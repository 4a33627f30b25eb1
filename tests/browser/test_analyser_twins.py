"""The analyser in JavaScript gives the tokens of the analyser in Python, for every word of every catalogue and page."""

import pytest

from campaign import content
from campaign.search.analyser import tokens
from campaign.translation import catalogue, messages

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("built-site")]


def test_tokens_are_identical_in_both_languages(open_page, real_root):
    loaded = content.load(real_root)
    texts = [message.text for message in messages.collect(loaded)]
    texts += [entry.msgstr for language in loaded.offered[1:] for entry in catalogue.read(real_root, language)]
    texts += [
        "Łódź ŻÓŁĆ",
        "İstanbul ΣΊΣΥΦΟΣ",
        "don’t won't",
        "علي\u200cكتاب ﷺ",
        "ক্ষমা ਪੰਜਾਬੀ ગુજરાતી தமிழ்",
        "½ ² ﬁ",
        "a\u0301 \u200dx",
    ]
    page = open_page()
    assert page.evaluate("texts => texts.map(text => campaignTokens(text))", texts) == [tokens(text) for text in texts]
    assert len(texts) > 1500
