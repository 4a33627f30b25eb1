"""What runs on a Git host: nothing that could change under us, no right that is not needed, no door for strangers' text."""

import re

import pytest
import yaml
from project import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


def steps(workflow):
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


def test_there_is_something_to_look_at():
    assert [each.name for each in WORKFLOWS] == ["check.yml", "publish.yml"] and len(FORMS) == 5


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda each: each.name)
def test_every_action_is_named_by_a_commits_hash_and_says_its_version(workflow):
    used = re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+", each) for each in used), used


def test_the_same_action_has_the_same_hash_everywhere():
    used = {each for flow in WORKFLOWS for each in re.findall(r"uses: (\S+)", flow.read_text(encoding="utf-8"))}
    assert len({each.split("@")[0] for each in used}) == len(used)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda each: each.name)
def test_a_workflow_may_only_read_unless_a_job_says_otherwise(workflow):
    assert yaml.safe_load(workflow.read_text(encoding="utf-8"))["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda each: each.name)
def test_no_text_of_a_stranger_is_put_into_a_command(workflow):
    commands = [step["run"] for step in steps(workflow) if "run" in step]
    assert commands and not any("${{" in command for command in commands)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda each: each.name)
def test_a_checkout_leaves_no_credentials_behind(workflow):
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts and all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("form", FORMS, ids=lambda each: each.name)
def test_every_form_says_first_that_everybody_can_read_it_and_names_no_number(form):
    text = form.read_text(encoding="utf-8")
    first = yaml.safe_load(text)["body"][0]
    assert first["type"] == "markdown" and first["attributes"]["value"].startswith("**Everybody can read this.**")
    assert "“Get help”" in first["attributes"]["value"] and not re.search(r"\d{3}", text)


def test_every_report_begins_from_a_form():
    config = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": False}


def test_owners_are_named_for_files_that_are_there():
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split() for line in lines if line and not line.startswith("#")]
    assert owned and all(owner.startswith("@ORG/") for _, *owners in owned for owner in owners)
    assert [place for place, *_ in owned if place != "*" and not (ROOT / place.strip("/")).exists()] == []


def test_the_hooks_before_a_commit_fetch_nothing():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [each["repo"] for each in config["repos"]] == ["local"]
