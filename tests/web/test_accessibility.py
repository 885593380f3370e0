"""axe-core finds nothing in any view, light and dark, desk and phone; no view is wider than it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

import pytest
from fakes.browser import DARK, PHONE, shot
from fakes.evaluations import keep_runs
from fakes.long_answers import long_answer

QUESTION = "Was Tehran informed in advance of the attack?"
LOOKS = {"desk": {}, "phone-dark": PHONE | DARK}


def axe(page: Any) -> list[str]:
    """What axe-core objects to: the rule, and where."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document)")
    return [
        f"{item['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for item in found["violations"]
        for node in item["nodes"][:3]
    ]


@pytest.fixture
def views(service, client, find):
    """Every page of the app by name: where it is, and what to press there first."""
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
        "compared": client.get(f"{asked}/again?as_of=2023-11-15").location,
        "summary-form": "/summaries",
        "summary": summed,
        "library": "/articles",
        "library-narrowed": "/articles?source=Harbour+Post&q=e",
        "library-nothing-found": "/articles?q=marmalade",
        "article": f"/articles/{report['id']}?start={start}&end={start + 30}#quote",
        "article-deleted": f"/articles/{gone}",
        "history": "/answers",
        "runs": "/evaluations",
        "run": f"/evaluations/{one}",
        "runs-compared": f"/evaluations/{one}/and/{other}",
        "problem": "/problems/unreadable",
    }


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_any_view(opened, views, look):
    page = opened(**LOOKS[look])
    objections = {}
    for name, path in views.items():
        page.goto(urljoin(page.url, path))
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        objections[name] = axe(page)
        width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if width[0] > width[1]:
            objections[name].append(f"is {width[0]} pixels wide")
        shot(page, f"{name}-{look}", full="200" not in name)
    # Chromium's, of the views that show an error.
    known = ("status of 4", "does not conform to the required format")
    page.complaints[:] = [t for t in page.complaints if not any(part in t for part in known)]
    assert {name: found for name, found in objections.items() if found} == {}


def test_axe_finds_nothing_in_what_scripts_add(opened, views):
    page = opened(**PHONE)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url("**/answers/*")
    page.locator("[data-cite]").first.focus()
    assert page.locator(".peek").is_visible()
    assert axe(page) == []
    page.goto(urljoin(page.url, "/"))
    page.route("**/api/v1/ask", lambda route: route.fulfill(body=""))
    page.get_by_label("Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ask again").wait_for()
    assert axe(page) == []
    page.goto(urljoin(page.url, "/articles"))
    empty = {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""}
    page.get_by_label("Files").set_input_files([empty])
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Show the library").wait_for()
    assert axe(page) == []


def test_axe_can_find_something(opened):
    page = opened()
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert axe(page)
