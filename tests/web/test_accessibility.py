"""axe-core finds nothing in any view, light and dark, desk and phone; no view is wider than it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from fakes.browser import PHONE, Paused, served, shot
from fakes.elsewhere import Elsewhere
from fakes.embedder import HashedWords
from fakes.evaluations import keep_runs
from fakes.long_answers import long_answer
from werkzeug.test import Client

from qa.config import Config
from qa.keys import Keys
from qa.service import Dateline
from qa.web import coming
from qa.web.gate import Gate
from vectorstore.store import Store

QUESTION = "Was Tehran informed in advance of the attack?"
SIZES = {"desk": {"width": 1280, "height": 800}, "phone": PHONE["viewport"]}
LOOKS = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
PICTURED = ("desk-light", "phone-dark")
PARTS = 4  # of the views; one test of all would take too long on a busy machine
# Every rule of WCAG 2.2 A and AA, and good practice; by default axe leaves out those of 2.2.
EVERY_RULE = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# In the dark only colours differ (tested below), so that there these two are all that can change.
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = "(rules) => axe.run(document, { resultTypes: ['violations'], runOnly: rules })"
# Nothing of the docs of the API, which are Swagger UI's, differs in the dark.
HAS_DARK = "getComputedStyle(document.documentElement).colorScheme !== 'normal'"
DARK_RULES = """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule.media?.mediaText.includes("color-scheme"))
  .flatMap((rule) => [...rule.cssRules])
  .flatMap((rule) => [...rule.style].map((name) => [rule.selectorText, name]))"""
# What Chromium says of pages that are errors, and of a day that is none.
KNOWN = ("status of 4", "status of 5", "does not conform to the required format")


def axe(page: Any, rules: dict[str, Any] = EVERY_RULE) -> list[str]:
    """What axe-core objects to: the rule, and where."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    return [
        f"{item['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for item in page.evaluate(AXE, rules)["violations"]
        for node in item["nodes"][:3]
    ]


def objections(page: Any, name: str, *, opened: bool = True) -> list[str]:
    """What is wrong with the view at hand, in each look; keeps its pictures."""
    found = []
    if opened:
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    dark = page.evaluate(HAS_DARK) or page.evaluate(DARK_RULES)
    for size, scheme in [look for look in LOOKS if dark or look[1] == "light"]:
        look = f"{size}-{scheme}"
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme=scheme)
        rules = OF_COLOURS if scheme == "dark" else EVERY_RULE
        found += [f"{name} {look}: {told}" for told in axe(page, rules)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found.append(f"{name} {look}: is {wide} pixels too wide")
        if look in PICTURED or not dark:
            shot(page, f"{name}-{look}", full="200" not in name)
    page.complaints[:] = [told for told in page.complaints if not any(k in told for k in KNOWN)]
    return found


@pytest.fixture
def views(service, client, find):
    """Every page of the app that an address leads to, by name."""
    asked = client.get("/", query_string={"question": QUESTION}).location
    lost = client.get("/", query_string={"question": "Who won the chess olympiad?"}).location
    summed = client.get("/summaries", query_string={"about": "the ferry"}).location
    one, other = keep_runs(service.config.data_dir)
    long = f"long-{uuid4().hex}"
    service.history.keep(long_answer(service, long))
    gone = find("zeppelin")["id"]
    service.trash.delete(gone)
    report = find("three senior")
    start = report["text"].index("The officials")
    return {
        "ask": "/",
        "ask-faulty": "/?question=a&from=nonsense",
        "answer": asked,
        "answer-not-found": lost,
        "answer-200-citations": f"/answers/{long}",
        "answer-none": "/answers/none",
        "answer-gone-while-coming": "/coming/none?question=Was+it+so",
        "compared": client.get(f"{asked}/again?as_of=2023-11-15").location,
        "compared-same": client.get(f"{asked}/again?as_of=2023-12-31").location,
        "compared-200-citations": f"/answers/{long}/and/{asked.rpartition('/')[2]}",
        "summary-form": "/summaries",
        "summary-faulty": "/summaries?about=+",
        "summary-chosen": f"/summaries?article_ids={report['id']}&from=nonsense",
        "summary": summed,
        "library": "/articles",
        "library-narrowed": "/articles?source=Harbour+Post&q=e",
        "library-nothing-found": "/articles?q=marmalade",
        "library-faulty": "/articles?from=nonsense",
        "article": f"/articles/{report['id']}?start={start}&end={start + 30}#quote",
        "article-deleted": f"/articles/{gone}",
        "history": "/answers",
        "history-nothing-found": "/answers?q=marmalade",
        "runs": "/evaluations",
        "run": f"/evaluations/{one}",
        "runs-compared": f"/evaluations/{one}/and/{other}",
        "problem": "/problems/unreadable",
        "nothing-there": "/nothing/there",
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_in_any_view(opened, views, part):
    page = opened()
    found = []
    for name, path in list(views.items())[part::PARTS]:
        page.goto(urljoin(page.url, path))
        found += objections(page, name)
    assert found == []


def test_axe_finds_nothing_in_an_empty_archive(opened, tmp_path):
    config = Config(data_dir=tmp_path)
    found = []
    with Dateline(config, Store(tmp_path, HashedWords())) as empty, served(empty) as address:
        page = opened(at=address)
        for path in ("/", "/articles", "/summaries", "/answers", "/evaluations"):
            page.goto(address + path)
            found += objections(page, f"empty{path.replace('/', '-')}")
    assert found == []


def test_axe_finds_nothing_in_what_scripts_add(opened, service):
    page = opened()
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/answers/*")
    page.locator("[data-cite]").first.focus()
    assert page.locator(".peek").is_visible()
    found = objections(page, "citation", opened=False)
    page.goto(urljoin(page.url, "/"))
    page.route("**/api/v1/ask", lambda route: route.fulfill(body=""))
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask again").wait_for()
    found += objections(page, "failed")
    page.goto(urljoin(page.url, "/articles"))
    empty = {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""}
    page.get_by_label("Files").set_input_files([empty])
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Show the library").wait_for()
    found += objections(page, "upload-failed")
    assert found == []


def test_axe_finds_nothing_in_an_answer_that_is_coming(opened, service, monkeypatch):
    monkeypatch.setattr(coming, "PATIENCE_S", 0.1)
    paused = Paused(service)
    with served(paused) as address:
        page = opened(at=address)
        page.get_by_label("Your question").fill(QUESTION)
        page.keyboard.press("Enter")
        paused.go_on.release()
        page.locator("#live .sentences li").first.wait_for()
        found = objections(page, "coming")
        page.get_by_role("button", name="Stop").click()
        assert paused.closed.wait(10)
        page.goto(f"{address}/?question={QUESTION}&as_of=2023-12-31", wait_until="commit")
        paused.go_on.release()
        page.locator(".attempt .words").first.wait_for()
        found += objections(page, "coming-without-scripts")
        for _ in range(20):
            paused.go_on.release()
        page.wait_for_url("**/answers/*")
    assert found == []


def test_axe_finds_nothing_after_adding_deleting_and_undoing(opened):
    page = opened("/articles")
    page.get_by_label("Or paste an article").fill("Title: Kiosk\n\nThe kiosk opened.")
    page.evaluate("document.querySelector('form.add').submit()")  # as a browser without scripts
    page.get_by_role("heading", name="Added to the archive").wait_for()
    found = objections(page, "added")
    page.goto(urljoin(page.url, "/articles"))
    page.get_by_label("Or paste an article").fill("[7, {}]")
    page.evaluate("document.querySelector('form.add').submit()")
    page.get_by_role("heading", name="Nothing could be read").wait_for()
    found += objections(page, "nothing-added")
    page.goto(urljoin(page.url, "/articles"))
    page.get_by_role("button", name="Delete “Report denied”").click()
    page.get_by_text("Deleted “Report denied”").wait_for()
    found += objections(page, "deleted")
    page.get_by_role("button", name="Undo: put back “Report denied”").click()
    page.get_by_text("Put back into the archive").wait_for()
    found += objections(page, "put-back")
    page.evaluate("document.querySelector('.delete input').value = ''")
    page.get_by_role("button", name="Delete “Report denied”").click()
    page.get_by_role("heading", name="The form has expired").wait_for()
    found += objections(page, "expired")
    assert found == []


def test_axe_finds_nothing_where_keys_are_asked_for(opened, service, tmp_path):
    keys = Keys(tmp_path)
    _, token = keys.create("alice", "read")
    with served(Elsewhere(service, data_dir=tmp_path)) as address:
        page = opened(at=address)
        found = objections(page, "sign-in")
        page.get_by_label("Key").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_text("That is no valid key.").wait_for()
        found += objections(page, "sign-in-refused")
        page.get_by_label("Key").fill(token)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_text("Signed in as alice").wait_for()
        found += objections(page, "signed-in")
        page.goto(f"{address}/articles")
        page.get_by_role("button", name="Delete “Report denied”").click()
        page.get_by_text("this needs the scope").wait_for()
        found += objections(page, "not-allowed")
        page.goto(f"{address}/articles")
        keys.revoke("alice")
        page.get_by_role("button", name="Delete “Report denied”").click()
        page.get_by_text("You are not signed in").wait_for()
        found += objections(page, "signed-out-meanwhile")
    assert found == []


def test_axe_finds_nothing_before_the_archive_is_open(opened):
    page = opened()
    early = Client(Gate(patience_s=0)).get("/", headers={"Accept": "text/html"})
    page.route(
        "**/", lambda route: route.fulfill(status=503, body=early.text, content_type="text/html")
    )
    page.goto(urljoin(page.url, "/"))
    assert objections(page, "opening") == []


def test_axe_finds_nothing_in_the_docs_of_the_api(opened):
    page = opened("/docs")
    operation = page.locator("#operations-Archive-search")
    operation.wait_for()
    found = objections(page, "docs")
    operation.locator(".opblock-summary").click()
    operation.locator(".try-out__btn").click()
    page.wait_for_timeout(500)  # it unfolds
    found += objections(page, "docs-open")
    assert found == []


def test_in_the_dark_only_colours_differ(opened):
    page = opened()
    other = page.evaluate(DARK_RULES)
    assert other
    assert {(selector, name[:2]) for selector, name in other} == {(":root", "--")}


def test_axe_can_find_something(opened):
    page = opened()
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.body.style.setProperty('--ink', '#555')")
    assert "color-contrast" in axe(page, OF_COLOURS)[0]
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert axe(page)
