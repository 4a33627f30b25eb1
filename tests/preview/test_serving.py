"""The preview as it runs: on this machine only, alive through any edit, and gone when it is told to go."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from campaign.bench import browser
from campaign.bench.soak import Onlooker, fetch, serving, soak

pytestmark = pytest.mark.slow


def ends(pid):
    """Whether a process is gone, or gone but for its entry in the table, within some seconds."""
    stat = Path(f"/proc/{pid}/stat")
    for _ in range(100):
        try:
            if stat.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def served(tiny):
    with serving(tiny.root) as (process, address):
        yield process, address


def test_it_listens_on_this_machine_only_and_answers_to_no_other_name(served):
    process, address = served
    port = urlsplit(address).port
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    listening = [local for _, local, _, state, *_ in lines if local.endswith(f":{port:04X}") and state == "0A"]
    assert listening == [f"0100007F:{port:04X}"]
    assert fetch(address, "", f"localhost:{port}")[0] == 200
    assert fetch(address, "", "stranger.example") == (403, "This preview is for this machine only.")


def test_a_port_in_use_is_said_and_exits_3(tiny):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, "-m", "campaign", "--root", str(tiny.root), "serve", "--port", str(port)]
        result = subprocess.run(command, capture_output=True, text=True)
    said = f"This machine lacks something: port {port} on 127.0.0.1, which is in use by another program."
    assert result.returncode == 3
    assert result.stderr == f"{said} Say another:  scripts/serve --port {max(port, 8000) + 1}\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_with_an_open_page_and_leaves_no_process(tiny, number):
    with serving(tiny.root) as (process, address):
        onlooker = Onlooker(address)
        onlooker.until(lambda state: not state["old"])
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert children
        process.send_signal(number)
        assert process.wait(30) == 0
        onlooker.close()
        assert all(ends(child) for child in children)


def test_the_checks_reach_the_bar_and_the_terminal_stays_quiet(tiny, served):
    _, address = served
    onlooker = Onlooker(address)
    tiny.edit("docs/index.md", "## First part", "Call 0800 1111.\n\n## First part")
    state = onlooker.until(lambda state: state["here"] and not state["old"])
    assert [(each["path"], each["check"], each["line"]) for each in state["here"]] == [("docs/index.md", "numbers", 14)]
    tiny.edit("docs/index.md", "Call 0800 1111.\n\n", "")
    onlooker.until(lambda state: not state["here"] and not state["old"])
    onlooker.close()


def test_it_survives_twenty_edits_good_and_bad(tiny):
    soaked = soak(tiny.root, 20)
    assert (soaked.edits, soaked.no_page, soaked.strange, len(soaked.uses)) == (20, 0, 0, 2)
    assert soaked.uses[1].files - soaked.uses[0].files <= 3
    assert soaked.uses[1].threads - soaked.uses[0].threads <= 3


def test_in_a_browser_an_edit_appears_by_itself_and_the_bar_stands_outside_the_page(tiny, served):
    _, address = served
    with browser.chromium() as chromium:
        page, complaints = chromium.new_page(), []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}ur/about/")
        page.locator("aside .status.good", has_text="No problems").wait_for()
        assert page.locator("body aside").count() == 0
        tiny.edit("translations/ur.po", "ur·Who we are.", "ur·Who we were.")
        page.locator("body", has_text="ur·Who we were.").wait_for(state="attached")
        tiny.edit("docs/about/index.md", "title:", "tilte:")
        page.locator("aside .panel", has_text="docs/about/index.md, line 2").wait_for()
        assert "ur·Who we were." in page.locator("main").text_content()
        tiny.edit("docs/about/index.md", "tilte:", "title:")
        page.locator("aside .status.good", has_text="No problems").wait_for()
        page.locator("main a", has_text="ur·Home page").first.click()
        page.wait_for_url(f"{address}ur/")
        page.locator(".search-box input").fill("zebra")
        page.locator(".search-box__found a", has_text="ur·More words").wait_for()
        page.locator("aside nav a", has_text="Review").click()
        page.locator("td", has_text="ur·First part").wait_for()
        assert complaints == []


def test_a_leaflet_is_set_on_demand_with_its_faults_told(tiny, tmp_path):
    from previewing import Preview
    from project import page

    def write(words):
        text = page(
            "More words", f"In danger? {{{{ helpline.childline.phone }}}}\n\n## Signs {{: #signs }}\n\n{words}", end=""
        )
        settings = "sources: [S1]\nleaflet:\n  a4: [[signs]]"
        tiny.write("docs/about/more.md", text.replace("sources: [S1]", settings))

    write("Words of the signs.\n")
    tiny.write("docs/index.md", page("Home page", "Words.\n"))
    preview = Preview(tiny.root, tmp_path / "scratch", with_leaflets=True)
    try:
        assert re.findall('data-kind="([^"]*)"', preview.get("/about/more/", view="paper")) == ["a4"]
        part = preview.get("/about/more/", view="paper", kind="a4")
        assert "No problems." in part and part.count("<img") == 1
        assert preview.answer("/about/more/", view="paper", kind="a4", side="0").content[8:12] == b"WEBP"
        assert preview.answer("/about/more/more-a4-en.pdf").content[:5] == b"%PDF-"
        assert preview.answer("/about/more/more-a4-en.webp").kind == ".svg"
        write("Words of the signs.\n\n" * 300)
        preview.refresh()
        part = preview.get("/about/more/", view="paper", kind="a4")
        assert "<b>docs/about/more.md, line 1</b>" in part and "cannot be set, even at" in part
        assert preview.answer("/about/more/more-a4-en.pdf").status == 404
        assert preview.answer("/about/more/", view="paper", kind="nothing").status == 404
    finally:
        preview.paper.stop()


def test_what_the_bar_is_told_is_json_over_a_quiet_line(served):
    _, address = served
    state = Onlooker(address, "/ur/about/%3Fview%3Dreview")
    assert json.dumps(state.state) and state.state["view"] == "review"
    state.close()
    assert fetch(address, "ur/about/")[0] == 200
