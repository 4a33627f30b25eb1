"""The preview without its server and its other processes, as a test looks at it."""

from __future__ import annotations

import json

from campaign.preview import bar
from campaign.preview.answers import Answers
from campaign.preview.checking import Findings
from campaign.preview.files import Files
from campaign.preview.paper import Paper
from campaign.preview.press import Press
from campaign.preview.project import Project


class Preview:
    """What an editor sees: ``get`` a page, ``refresh`` after an edit, and what the bar is told."""

    def __init__(self, root, scratch, with_leaflets=False):
        self.project = Project(root)
        self.paper = Paper(root)
        self.findings = Findings((), 0, 0)
        press = Press(self.project, scratch, with_leaflets)
        self.answers = Answers(Files(press, self.paper), lambda: self.findings)
        self.refresh()

    def refresh(self):
        """Look at the files again."""
        self.project.refresh()

    def answer(self, path, **query):
        """The answer to an address, made to the end."""
        answer = self.answers.get(path, query)
        return answer() if callable(answer) else answer

    def get(self, path, **query):
        """The text that is seen at an address, without the bar's script."""
        return bar.taken_off(self.answer(path, **query).content.decode())

    def state(self, path="/", **query):
        """What the bar is told."""
        return json.loads(self.answers.state(path, query))

    def stuck(self, path="/"):
        """Where what is in the way stands."""
        return [(each["path"], each["line"]) for each in self.state(path)["stuck"]]
